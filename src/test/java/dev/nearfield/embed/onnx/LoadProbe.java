package dev.nearfield.embed.onnx;

import dev.nearfield.embed.Embedder;
import dev.nearfield.embed.ModelCard;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Loads the default model in a process of its own, and tells what came of it. */
public final class LoadProbe {
  private LoadProbe() {}

  /** Runs one of: load, kill, two-loaders, shared-libraries. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    switch (arguments[0]) {
      case "load" -> {
        Set<?> before = Set.copyOf(System.getProperties().entrySet());
        System.out.println("vector " + vector());
        var changed = new HashSet<Object>(System.getProperties().entrySet());
        changed.removeAll(before);
        System.out.println("changed properties " + changed);
      }
      case "kill" -> {
        System.out.println("vector " + vector());
        Runtime.getRuntime().halt(137);
      }
      case "two-loaders" -> {
        System.out.println("vector " + vectorIn(new Isolated("dev.nearfield.", "ai.")));
        System.out.println("vector " + vectorIn(new Isolated("dev.nearfield.", "ai.")));
      }
      case "shared-libraries" -> {
        System.out.println("vector " + vectorIn(new Isolated("dev.nearfield.")));
        System.out.println("vector " + vectorIn(new Isolated("dev.nearfield.")));
      }
      default -> throw new IllegalArgumentException(Arrays.toString(arguments));
    }
  }

  /** A number that stands for the bits of one embedding. */
  public static int vector() {
    try (Embedder embedder = OnnxEmbedder.load(ModelCard.named("all-minilm-l6-v2"))) {
      embedder.tokenCounter().count("a text");
      return embedder.embedQuery("Refunds are paid within 30 days.").hashCode();
    }
  }

  private static Object vectorIn(ClassLoader loader) throws ReflectiveOperationException {
    Method vector = loader.loadClass(LoadProbe.class.getName()).getMethod("vector");
    return vector.invoke(null);
  }

  /** A class loader with classes of its own, as web applications in one server have. */
  private static final class Isolated extends ClassLoader {
    private final List<String> own;

    Isolated(String... own) {
      super(LoadProbe.class.getClassLoader());
      this.own = List.of(own);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (own.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** The command that starts this class. */
  static ProcessBuilder process(String mode, String... options) {
    var command = new ProcessBuilder(System.getProperty("java.home") + "/bin/java");
    command.command().addAll(Arrays.asList(options));
    command
        .command()
        .addAll(
            Arrays.asList(
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path", ""),
                LoadProbe.class.getName(),
                mode));
    return command;
  }
}
