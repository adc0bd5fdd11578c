package dev.nearfield.durability;

import dev.nearfield.Snapshot;
import dev.nearfield.VectorStore;
import dev.nearfield.embed.Embedder;
import dev.nearfield.model.CollectionLockedException;
import dev.nearfield.model.SourceDocument;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes or reads a collection as standard input says, until that ends. */
final class OtherProcess {
  private static final Embedder EMBEDDER = Plan.embedder();

  private OtherProcess() {}

  /**
   * @param args the collection's folder, and {@code write} or {@code read}
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (args[1].equals("write")) {
      write(folder, orders);
    } else {
      System.out.println("opened");
      orders.lines().forEach(order -> System.out.println(answer(folder, order)));
    }
  }

  private static void write(Path folder, BufferedReader orders) {
    try (VectorStore store = VectorStore.open(folder, EMBEDDER, Plan.OPTIONS)) {
      System.out.println("opened");
      orders
          .lines()
          .forEach(
              order -> {
                if (order.equals("commit")) {
                  store.commit();
                } else {
                  store.add(SourceDocument.of(order.substring("add ".length()), "some words"));
                }
                System.out.println("done");
              });
    }
  }

  private static String answer(Path folder, String order) {
    if (order.equals("look")) {
      try (Snapshot snapshot = Snapshot.open(folder, EMBEDDER)) {
        return Integer.toString(snapshot.count());
      }
    }
    try (VectorStore store = VectorStore.open(folder, EMBEDDER, Plan.OPTIONS)) {
      return "opened, and holds " + store.count();
    } catch (CollectionLockedException e) {
      return "locked by " + e.holder();
    }
  }
}
