package dev.nearfield.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A house of tiny classes compiled for a test, to see rules fail where they must. */
final class PlantedHouse {
  static final String ROOT = "planted";
  private static final String DOOR = "Door";

  private final List<JavaFileObject> sources = new ArrayList<>();

  PlantedHouse() {
    for (Room room : Room.HOUSE) {
      add(room.packageUnder(ROOT), DOOR, "");
    }
    for (Library library : Library.values()) {
      library.packages().forEach(name -> add(name, DOOR, ""));
    }
  }

  /** A class that depends on a package; answers its name. */
  String plant(String where, String sees) {
    String name = "Sees_" + sees.replace('.', '_');
    add(where, name, "Object seen = new " + sees + "." + DOOR + "();");
    return where + "." + name;
  }

  private void add(String where, String name, String body) {
    String code = "package " + where + ";\npublic class " + name + " { " + body + " }\n";
    URI uri = URI.create("string:///" + where.replace('.', '/') + "/" + name + ".java");
    sources.add(
        new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return code;
          }
        });
  }

  JavaClasses compile(Path folder) {
    StringWriter messages = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                messages,
                null,
                null,
                List.of("-d", folder.toString(), "-cp", folder.toString(), "-proc:none"),
                null,
                sources)
            .call();
    assertTrue(compiled, messages.toString());
    return new ClassFileImporter().importPath(folder);
  }
}
