package dev.nearfield.durability;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.tests.store.MockDirectoryWrapper;

/** A way for a directory to fail, switched on and off. */
enum Fault {
  /** The disk is full at some bytes more than now. */
  FULL_DISK {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) throws IOException {
      disk.setMaxSizeInBytes(disk.sizeInBytes() + 1 + random.nextInt(12_000));
      return () -> disk.setMaxSizeInBytes(0);
    }
  },

  /** Some writes and syncs fail. */
  FAILING_WRITES {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) {
      disk.setRandomIOExceptionRate(RATE);
      return () -> disk.setRandomIOExceptionRate(0);
    }
  },

  /** Some files cannot be opened or created. */
  FAILING_OPENS {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) {
      disk.setRandomIOExceptionRateOnOpen(RATE);
      return () -> disk.setRandomIOExceptionRateOnOpen(0);
    }
  },

  /** One operation fails, whichever it is. */
  ONE_FAILURE {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) {
      return new Countdown(disk, random, EnumSet.of(KnownLeak.CLOSING_A_READ_FILE)) {
        @Override
        void strike(MockDirectoryWrapper struck) throws IOException {
          throw new IOException("The planned failure");
        }
      };
    }
  },

  /** The process is out of memory during one operation. */
  OUT_OF_MEMORY {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) {
      return new Countdown(disk, random, EnumSet.allOf(KnownLeak.class)) {
        @Override
        void strike(MockDirectoryWrapper struck) {
          throw new OutOfMemoryError("The planned lack of memory");
        }
      };
    }
  },

  /** The machine crashes during one operation: what was not synced is deleted, cut or garbled. */
  CRASH {
    @Override
    Armed on(MockDirectoryWrapper disk, Random random) {
      return new Countdown(disk, random, EnumSet.noneOf(KnownLeak.class)) {
        @Override
        void strike(MockDirectoryWrapper struck) throws IOException {
          struck.crash();
        }
      };
    }
  };

  private static final double RATE = 0.02;
  private static final int MOST_OPERATIONS = 250;

  abstract Armed on(MockDirectoryWrapper disk, Random random) throws IOException;

  /** A fault that is switched on. */
  interface Armed {
    void off();

    /** Whether the one operation came. */
    default boolean hasStruck() {
      return false;
    }
  }

  /**
   * Strikes once, during a random one of the operations that follow, or during the one behind it
   * where Lucene is known to leak.
   */
  private abstract static class Countdown extends MockDirectoryWrapper.Failure implements Armed {
    private final Set<KnownLeak> leaks;
    private final AtomicInteger left;

    Countdown(MockDirectoryWrapper disk, Random random, Set<KnownLeak> leaks) {
      this.leaks = leaks;
      this.left = new AtomicInteger(1 + random.nextInt(MOST_OPERATIONS));
      this.doFail = true;
      disk.failOn(this);
    }

    abstract void strike(MockDirectoryWrapper struck) throws IOException;

    @Override
    public void eval(MockDirectoryWrapper disk) throws IOException {
      if (!doFail || left.decrementAndGet() != 0) {
        return;
      }
      if (KnownLeak.isAt(leaks)) {
        left.set(1);
      } else {
        strike(disk);
      }
    }

    @Override
    public void off() {
      doFail = false;
    }

    @Override
    public boolean hasStruck() {
      return left.get() <= 0;
    }
  }
}
