package dev.nearfield.embed.onnx;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import dev.nearfield.model.Embedding;
import dev.nearfield.model.EmbeddingException;
import dev.nearfield.model.ModelIdentity;
import dev.nearfield.model.StoreClosedException;
import dev.nearfield.model.TokenCounter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Embeds text with an ONNX model in this process: one worker thread a processor, one text a run.
 * Queries run on the caller's thread.
 *
 * {@snippet class="dev.nearfield.examples.EmbeddingExamplesTest" region="card"}
 */
public final class OnnxEmbedder implements Embedder {
  private final ModelCard card;
  private final ModelIdentity identity;
  private final WordPieces tokenizer;
  private final Network network;
  private final ExecutorService workers;
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;

  private OnnxEmbedder(ModelCard card, WordPieces tokenizer, Network network, int threads) {
    this.card = card;
    this.identity = card.identity();
    this.tokenizer = tokenizer;
    this.network = network;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("nearfield-embed-", 0).daemon().factory());
  }

  /**
   * Loads a model with as many workers as there are processors.
   *
   * @throws EmbeddingException when a file is missing, of another hash, or no such model
   */
  public static OnnxEmbedder load(ModelCard card) {
    WordPieces tokenizer = WordPieces.load(card);
    try {
      return new OnnxEmbedder(
          card, tokenizer, Network.load(card), Runtime.getRuntime().availableProcessors());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  @Override
  public ModelIdentity identity() {
    return identity;
  }

  @Override
  public Embedding embedQuery(String text) {
    return whileOpen(() -> embed(card.queryPrefix(), text));
  }

  @Override
  public List<Embedding> embedDocuments(List<String> texts) {
    if (texts.size() == 1) {
      return List.of(whileOpen(() -> embed(card.documentPrefix(), texts.getFirst())));
    }
    return whileOpen(() -> embedAll(texts));
  }

  /** The longest first, so that the workers come to their end together. */
  private List<Embedding> embedAll(List<String> texts) {
    List<Integer> order =
        IntStream.range(0, texts.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> texts.get(i).length()).reversed())
            .toList();
    List<Callable<Embedding>> tasks = new ArrayList<>(texts.size());
    for (int i : order) {
      tasks.add(() -> embed(card.documentPrefix(), texts.get(i)));
    }
    List<Embedding> done = await(tasks);
    Embedding[] embeddings = new Embedding[texts.size()];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[order.get(i)] = done.get(i);
    }
    return List.of(embeddings);
  }

  private List<Embedding> await(List<Callable<Embedding>> tasks) {
    List<Embedding> embeddings = new ArrayList<>(tasks.size());
    try {
      for (Future<Embedding> future : workers.invokeAll(tasks)) {
        embeddings.add(future.get());
      }
      return embeddings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException("Embedding was interrupted; nothing was stored.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new EmbeddingException("Embedding failed: " + e.getCause(), e.getCause());
    }
  }

  private Embedding embed(String prefix, String text) {
    if (text.isBlank()) {
      throw new EmbeddingException("A blank text has no embedding. Leave it out.");
    }
    Embedding pooled = Embedding.of(network.run(tokenizer.encode(prefix + text)));
    return card.normalize() ? pooled.normalized() : pooled;
  }

  @Override
  public TokenCounter tokenCounter() {
    return text -> whileOpen(() -> tokenizer.count(text));
  }

  private <T> T whileOpen(Supplier<T> work) {
    lifetime.readLock().lock();
    try {
      if (closed) {
        throw new StoreClosedException(
            "The embedder of " + card.name() + " is closed. Load the model again to go on.");
      }
      return work.get();
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      workers.shutdown();
      network.close();
      tokenizer.close();
    } finally {
      lifetime.writeLock().unlock();
    }
  }
}
