package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.inference.EngineFacts;
import dev.gander.domain.inference.LocalEngines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The engines of this server, loaded with their first use. Thread-safe.
public final class OnDemandLocalEngines implements AutoCloseable {
  private static final String FOLDER = "local";

  private final OnDemand<LocalEngines> engines =
      new OnDemand<>(
          LocalEngines.class,
          "dev.gander.adapters.local",
          FOLDER,
          () -> new ProviderException.Unsupported("Models on this machine are not installed"));
  private final Supplier<LocalEngines.Surroundings> surroundings;
  private final ReentrantLock lock = new ReentrantLock();
  private LocalEngines.@Nullable Runner opened;
  private boolean isClosed;

  /// @param surroundings asked once, with the first use
  public OnDemandLocalEngines(Supplier<LocalEngines.Surroundings> surroundings) {
    this.surroundings = surroundings;
  }

  /// Whether there is anything to load. Loads nothing.
  public boolean areInstalled() {
    return OnDemand.folder(FOLDER).filter(Files::isDirectory).isPresent()
        || ServiceLoader.load(LocalEngines.class).stream().findFirst().isPresent();
  }

  /// Where an image has the native libraries of the engine; need not exist.
  public static Path natives() {
    return OnDemand.folder("engine")
        .map(folder -> folder.resolve(ProgramJars.UNPACKED).resolve("de/kherud/llama"))
        .orElse(Path.of("none"));
  }

  /// @throws ProviderException if they are not installed, or the server ends
  public LocalEngines.Runner runner() {
    lock.lock();
    try {
      if (isClosed) {
        throw new ProviderException.ExecutionError("This server is ending", null);
      }
      if (opened == null) {
        opened = engines.get().open(surroundings.get());
      }
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /// What runs models on this machine, or why nothing does.
  public EngineFacts facts() {
    try {
      return runner().facts();
    } catch (ProviderException e) {
      return EngineFacts.none(e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return EngineFacts.none("Nobody waited for the answer");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      if (opened != null) {
        opened.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
