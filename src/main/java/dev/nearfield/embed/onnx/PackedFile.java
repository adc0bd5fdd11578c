package dev.nearfield.embed.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A file inside a jar of the class path, with the size and checksum that the jar's directory gives
 * for it, so that neither costs a read of the file.
 *
 * @param url where it is
 * @param size its bytes, unpacked
 * @param checksum its CRC-32
 */
record PackedFile(URL url, long size, long checksum) implements FileCache.Content {

  static PackedFile of(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection inJar) {
      try (JarFile jar = inJar.getJarFile()) {
        JarEntry entry = jar.getJarEntry(inJar.getEntryName());
        if (entry != null && entry.getSize() >= 0 && entry.getCrc() >= 0) {
          return new PackedFile(url, entry.getSize(), entry.getCrc());
        }
      }
    }
    return measured(url);
  }

  /** For class paths that are no jars: the file is read once. */
  private static PackedFile measured(URL url) throws IOException {
    var checked = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    try (InputStream in = open(url)) {
      long size = in.transferTo(checked);
      return new PackedFile(url, size, checked.getChecksum().getValue());
    }
  }

  /** The bytes of a resource, without a jar that stays open in the cache of connections. */
  static InputStream open(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }

  @Override
  public void copyTo(OutputStream out) throws IOException {
    var checked = new CheckedOutputStream(out, new CRC32());
    try (InputStream in = open(url)) {
      in.transferTo(checked);
    }
    if (checked.getChecksum().getValue() != checksum) {
      throw new IOException("The checksum of " + url + " is wrong: the jar is damaged");
    }
  }
}
