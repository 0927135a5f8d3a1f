package dev.gander.bootstrap.sabotage;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A Java agent that breaks a running server from inside when a file appears, as lack of memory
/// does: the only way to hit a chosen thread.
public final class Saboteur {
  private static final Queue<byte[]> KEPT = new ConcurrentLinkedQueue<>();

  private Saboteur() {}

  /// Does what the name of a file in a folder says.
  public static void premain(String folder) {
    Thread.ofPlatform().daemon().name("saboteur").start(() -> watch(Path.of(folder)));
  }

  private static void watch(Path folder) {
    while (true) {
      if (Files.exists(folder.resolve("fill"))) {
        fill();
      }
      if (Files.exists(folder.resolve("lose-class"))) {
        loseClass();
      }
      if (Files.exists(folder.resolve("exhaust"))) {
        // More than any heap of a test: this thread dies of it, and no other.
        System.err.println(new long[Integer.MAX_VALUE - 8].length);
      }
      try {
        if (Files.exists(folder.resolve("kill-clients"))) {
          killClients();
          Files.delete(folder.resolve("kill-clients"));
        }
        Thread.sleep(20);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /// Takes all memory to the last bytes, for longer than this thread lives.
  private static void fill() {
    while (true) {
      KEPT.add(new byte[64]);
    }
  }

  /// Tells what whoever uses a class tells that could not be initialized.
  private static void loseClass() {
    Throwable first =
        new ExceptionInInitializerError(
            "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"main\"]");
    System.getLogger("saboteur")
        .log(Level.ERROR, "lost", new NoClassDefFoundError("lost").initCause(first));
  }

  /// Waits for their ends: until then they take requests, of which nothing becomes.
  private static void killClients() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches("HttpClient-.*SelectorManager")) {
        thread.interrupt();
        thread.join();
      }
    }
  }

  /// The option that puts it into a server.
  public static String option(Path jar, Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), Saboteur.class.getName());
    String name = Saboteur.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream code = Saboteur.class.getResourceAsStream("Saboteur.class")) {
      out.putNextEntry(new JarEntry(name));
      code.transferTo(out);
    }
    return "-javaagent:" + jar + "=" + folder;
  }
}
