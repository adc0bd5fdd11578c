package dev.nearfield.durability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nearfield.Snapshot;
import dev.nearfield.StoreOver;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.SourceDocument;
import dev.nearfield.model.StorageException;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.model.WritesLostException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Plan} on a directory that fails again and again, beside a map that is told the same.
 * What the store holds, loses and says of its losses is compared with the map.
 */
final class FaultyRun {
  private static final int STEPS = 120;
  private static final Fault.Armed NONE = () -> {};
  private static final int STEPS_EACH = 12;

  private final Fault fault;
  private final Random random;
  private final Plan plan;
  private final Path folder;
  private final Embedder embedder = Plan.embedder();
  private final MockDirectoryWrapper disk;
  private Fault.Armed armed = NONE;

  /** What the store should hold, and what its last commit. */
  private Map<String, SourceDocument> live = new TreeMap<>();

  private Map<String, SourceDocument> committed = new TreeMap<>();

  /** The ids changed since the last commit, and whether there were deletions by filter. */
  private final Set<String> unsaved = new HashSet<>();

  /** The ids of all steps since then, of which some change nothing and some failed. */
  private final Set<String> perhaps = new HashSet<>();

  /** The ids of a loss of which only a call that read was told. */
  private @Nullable List<String> owed;

  private boolean deletedByFilter;
  private int failures;
  private int losses;

  FaultyRun(Fault fault, long seed, Path folder) {
    this.fault = fault;
    this.random = new Random(seed);
    this.plan = new Plan(seed);
    this.folder = folder;
    this.disk = new MockDirectoryWrapper(random, new ByteBuffersDirectory());
  }

  /** How many calls failed, and of how many the store said that writes are lost. */
  record Outcome(int failures, int losses) {}

  Outcome run() throws IOException {
    VectorStore store = open();
    for (int first = 0; first < STEPS; first += 2 * STEPS_EACH) {
      store = steps(store, first);
      armed = fault.on(disk, random);
      store = steps(store, first + STEPS_EACH);
      armed.off();
      if (fault == Fault.CRASH && armed.hasStruck()) {
        store = afterCrash(store, new Step.Look());
      }
      armed = NONE;
      store = settled(store);
    }
    store.close();
    Survivors.requireSound(disk);
    disk.close(); // fails on files and locks left open
    return new Outcome(failures, losses);
  }

  /** Lets merges end that may still fail, and takes what a failure of theirs says. */
  private VectorStore settled(VectorStore store) {
    try {
      VectorStore usable = usable(store);
      usable.optimize();
      saved(live);
      requireLive(usable);
      return usable;
    } catch (WritesLostException e) {
      toldOf(e);
      owed = null;
      return settled(store);
    } catch (StorageException e) {
      failures++;
      return settled(store);
    }
  }

  private VectorStore steps(VectorStore first, int number) throws IOException {
    VectorStore store = first;
    for (int next = number; next < number + STEPS_EACH; next++) {
      Step step = plan.step(next);
      try {
        store = step.run(store, this::reopened);
        done(step);
      } catch (RuntimeException | OutOfMemoryError e) {
        armed.off();
        store = afterFailure(store, step, e);
        armed = armed == NONE ? NONE : fault.on(disk, random);
      }
    }
    return store;
  }

  private VectorStore open() {
    return StoreOver.directory(folder, disk, embedder, Plan.OPTIONS);
  }

  private VectorStore reopened(VectorStore store) {
    store.close();
    return open();
  }

  private void done(Step step) {
    assertTrue(owed == null || step instanceof Step.Look, () -> step + " was not told of a loss");
    Map<String, SourceDocument> before = new TreeMap<>(live);
    step.apply(live);
    perhaps.addAll(step.ids());
    step.ids().stream()
        .filter(id -> !Objects.equals(before.get(id), live.get(id)))
        .forEach(unsaved::add);
    deletedByFilter |= step instanceof Step.DeleteYear;
    if (step.commits()) {
      saved(live);
    }
  }

  private void saved(Map<String, SourceDocument> state) {
    committed = new TreeMap<>(state);
    live = new TreeMap<>(state);
    unsaved.clear();
    perhaps.clear();
    deletedByFilter = false;
  }

  private VectorStore afterFailure(VectorStore store, Step step, Throwable failure)
      throws IOException {
    failures++;
    if (fault == Fault.CRASH) {
      return afterCrash(store, step);
    }
    if (failure instanceof WritesLostException lost) {
      requireNamed(lost, step);
      owed = step instanceof Step.Look ? lost.ids() : null;
    } else {
      assertTrue(
          failure instanceof StorageException || failure instanceof Error, failure::toString);
    }
    VectorStore after = usable(store);
    Map<String, SourceDocument> held = held(after);
    if (failure instanceof WritesLostException || step instanceof Step.Reopen) {
      if (!step.commits() || !held.equals(live)) {
        assertEquals(committed, held, () -> step + " " + failure);
      }
      saved(held);
    } else {
      requireBeforeOrAfter(step, held);
      live = held;
      perhaps.addAll(step.ids());
    }
    return after;
  }

  /** The ids of all that was written since the last commit, and none beside those of the step. */
  private void requireNamed(WritesLostException lost, Step step) {
    losses++;
    if (lost.ids().equals(owed)) {
      assertEquals(Set.of(), unsaved);
      return;
    }
    Set<String> named = new TreeSet<>(lost.ids());
    assertTrue(named.containsAll(unsaved), () -> unsaved + " in " + lost.getMessage());
    named.removeAll(unsaved);
    named.removeAll(perhaps);
    named.removeAll(step.ids());
    assertEquals(Set.of(), named, lost::getMessage);
    assertTrue(lost.deletions() > 0 || !deletedByFilter, lost::getMessage);
    assertEquals(0, lost.others());
  }

  /** A step that failed without a loss has changed whole documents, or nothing. */
  private void requireBeforeOrAfter(Step step, Map<String, SourceDocument> held) {
    Map<String, SourceDocument> whole = new TreeMap<>(live);
    step.apply(whole);
    Set<String> ids = new TreeSet<>(whole.keySet());
    ids.addAll(live.keySet());
    ids.addAll(held.keySet());
    for (String id : ids) {
      assertTrue(
          Objects.equals(held.get(id), live.get(id)) || Objects.equals(held.get(id), whole.get(id)),
          () -> step + " left " + held.get(id));
      if (!Objects.equals(held.get(id), live.get(id))) {
        unsaved.add(id);
      }
    }
  }

  private VectorStore afterCrash(VectorStore store, Step step) throws IOException {
    try {
      store.close();
    } catch (RuntimeException e) {
      failures++;
    }
    disk.clearCrash();
    VectorStore after = open();
    Map<String, SourceDocument> held = held(after);
    if (!step.commits() || !held.equals(live)) {
      assertEquals(committed, held);
    }
    saved(held);
    return after;
  }

  /** The store, opened again when the step that failed had closed it. */
  private VectorStore usable(VectorStore store) {
    try {
      store.count();
      return store;
    } catch (StoreClosedException e) {
      return open();
    } catch (WritesLostException e) {
      toldOf(e);
      owed = e.ids();
      return usable(store);
    } catch (StorageException e) {
      failures++;
      return usable(store);
    }
  }

  private void toldOf(WritesLostException lost) {
    requireNamed(lost, new Step.Look());
    saved(committed);
  }

  private Map<String, SourceDocument> held(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      return Survivors.documents(snapshot);
    } catch (WritesLostException e) {
      toldOf(e);
      owed = e.ids();
      return held(store);
    } catch (StorageException e) {
      failures++;
      return held(store);
    }
  }

  private void requireLive(VectorStore store) {
    try (Snapshot snapshot = store.snapshot()) {
      Survivors.requireExactly(live, snapshot, embedder, random);
    }
  }
}
