package dev.nearfield.bench;

import java.lang.management.ManagementFactory;

/**
 * What a bench ran on. Its load says whether it had the machine for itself: close to 0 before, and
 * no more than the threads of the bench after.
 *
 * {@snippet class="dev.nearfield.examples.BenchExamplesTest" region="bench"}
 *
 * @param system operating system and processor family
 * @param processors how many processors the process may use
 * @param java the version of the Java machine
 * @param maxHeapBytes the largest heap
 * @param loadBefore threads that ran or waited in the minute before; negative where it is not known
 * @param loadAfter the same in the last minute of the bench
 */
public record Machine(
    String system,
    int processors,
    String java,
    long maxHeapBytes,
    double loadBefore,
    double loadAfter) {

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static Machine here(double loadBefore) {
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.runtime.version"),
        Runtime.getRuntime().maxMemory(),
        loadBefore,
        load());
  }
}
