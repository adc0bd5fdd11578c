package dev.nearfield.store;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;

/**
 * What the segments of a view take: bytes on disk by what is in them, and bytes of memory outside
 * Java's heap that a search of the vectors wants to find cached.
 *
 * {@snippet class="dev.nearfield.examples.StoreExamplesTest" region="footprint"}
 *
 * @param segments the number of Lucene's segments
 * @param deleted the entries (documents and chunks) that are deleted and not yet merged away
 * @param bytes on disk, by part
 * @param offHeapBytes of graphs and of the vectors that they compare, as their format tells; the
 *     vectors in full that stand beside smaller ones are left out, for a search reads but few
 */
public record Footprint(int segments, int deleted, Map<Part, Long> bytes, long offHeapBytes) {

  /** What a file holds. */
  public enum Part {
    /** Stored texts, titles and metadata. */
    STORED("fdt", "fdx", "fdm"),
    /** The keyword index: terms, postings, norms. */
    KEYWORDS("tim", "tip", "tmd", "doc", "pos", "pay", "psm", "nvd", "nvm"),
    /** What filters and sorting read: doc values and points. */
    METADATA("dvd", "dvm", "kdd", "kdi", "kdm"),
    /** The vectors as they were given. */
    VECTORS("vec", "vemf"),
    /** The graph over the vectors. */
    GRAPH("vex", "vem"),
    /** Vectors in fewer bits. */
    QUANTIZED("veq", "vemq", "veb", "vemb"),
    /** Names of fields, deletions, and what holds files together. */
    OTHER;

    private final List<String> extensions;

    Part(String... extensions) {
      this.extensions = List.of(extensions);
    }

    /** What a file holds, by the ending of its name. */
    public static Part ofFile(String file) {
      String extension = IndexFileNames.getExtension(file);
      for (Part part : values()) {
        if (part.extensions.contains(extension)) {
          return part;
        }
      }
      return OTHER;
    }
  }

  public Footprint {
    bytes = Map.copyOf(bytes);
  }

  /** The bytes of a part. */
  public long bytes(Part part) {
    return bytes.getOrDefault(part, 0L);
  }

  /** The bytes of all parts together. */
  public long totalBytes() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  static Footprint of(IndexReader reader) throws IOException {
    Map<Part, Long> bytes = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      bytes.put(part, 0L);
    }
    long offHeap = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      SegmentReader segment = (SegmentReader) leaf.reader();
      addFiles(segment, bytes);
      offHeap += offHeap(segment);
    }
    return new Footprint(reader.leaves().size(), reader.numDeletedDocs(), bytes, offHeap);
  }

  private static void addFiles(SegmentReader segment, Map<Part, Long> bytes) throws IOException {
    SegmentCommitInfo info = segment.getSegmentInfo();
    Directory directory = segment.directory();
    for (String file : info.files()) {
      bytes.merge(Part.ofFile(file), directory.fileLength(file), Long::sum);
    }
    if (info.info.getUseCompoundFile()) {
      try (Directory packed =
          info.info.getCodec().compoundFormat().getCompoundReader(directory, info.info)) {
        for (String file : packed.listAll()) {
          long length = packed.fileLength(file);
          bytes.merge(Part.ofFile(file), length, Long::sum);
          bytes.merge(Part.OTHER, -length, Long::sum);
        }
      }
    }
  }

  private static long offHeap(SegmentReader segment) {
    KnnVectorsReader vectors = segment.getVectorReader();
    long sum = 0;
    if (vectors != null) {
      for (FieldInfo field : segment.getFieldInfos()) {
        if (field.hasVectorValues()) {
          sum += compared(vectors.getOffHeapByteSize(field));
        }
      }
    }
    return sum;
  }

  /** The bytes by ending of file, without those that are there to rank what was found. */
  private static long compared(Map<String, Long> bytes) {
    long all = bytes.values().stream().mapToLong(Long::longValue).sum();
    return bytes.containsKey("veq") ? all - bytes.getOrDefault("vec", 0L) : all;
  }
}
