package dev.nearfield.scale;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Watches what collections of garbage leave on the heap: what is needed, while what is used depends
 * on how much heap there is.
 */
final class Heap implements AutoCloseable {
  private final long before = used();
  private final AtomicLong highest = new AtomicLong(before);
  private final NotificationListener listener = (event, none) -> seen(event.getUserData());

  private Heap() {}

  static Heap watch() {
    Heap heap = new Heap();
    emitters(emitter -> emitter.addNotificationListener(heap.listener, null, null));
    return heap;
  }

  /** Bytes that are used after a collection now. */
  static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void seen(Object data) {
    var info = GarbageCollectionNotificationInfo.from((CompositeData) data).getGcInfo();
    long bytes = 0;
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage after = info.getMemoryUsageAfterGc().get(pool.getName());
      if (pool.getType() == MemoryType.HEAP && after != null) {
        bytes += after.getUsed();
      }
    }
    highest.accumulateAndGet(bytes, Math::max);
  }

  /** The most bytes that a collection left, beyond those that were there when the watch began. */
  long most() {
    return highest.get() - before;
  }

  private interface Each {
    void with(NotificationEmitter emitter) throws ListenerNotFoundException;
  }

  private static void emitters(Each each) {
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        each.with((NotificationEmitter) collector);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    emitters(emitter -> emitter.removeNotificationListener(listener));
  }
}
