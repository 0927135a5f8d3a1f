package dev.gander.bootstrap.ondemand;

import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Models on this machine, loaded on first use. Looking at what runs is none. Thread-safe.
public final class OnDemandLocalModels implements AutoCloseable {
  private static final String FOLDER = "local";

  private final OnDemand<LocalModelsFactory> factory =
      new OnDemand<>(
          LocalModelsFactory.class,
          "dev.gander.adapters.local",
          FOLDER,
          () -> new Unavailable("Models on this machine are not installed"));
  private final Supplier<LocalModelsFactory.Surroundings> surroundings;
  private final Engines engines = new Engines();

  /// @param surroundings asked with each first use of a part
  public OnDemandLocalModels(Supplier<LocalModelsFactory.Surroundings> surroundings) {
    this.surroundings = surroundings;
  }

  /// Whether there is anything to load. Loads nothing.
  public boolean areInstalled() {
    return OnDemand.folder(FOLDER).filter(Files::isDirectory).isPresent()
        || ServiceLoader.load(LocalModelsFactory.class).stream().findFirst().isPresent();
  }

  /// Where an image has the native libraries of the engine; need not exist.
  public static Path natives() {
    return OnDemand.folder("engine")
        .map(folder -> folder.resolve(ProgramJars.UNPACKED).resolve("de/kherud/llama"))
        .orElse(Path.of("none"));
  }

  public FileDownloads downloads() {
    return new Downloads();
  }

  public ModelHub hub() {
    return new Hub();
  }

  public LocalEngines engines() {
    return engines;
  }

  /// See [LocalModelsFactory#freeMemory].
  public long freeMemory() {
    return factory.get().freeMemory();
  }

  /// Ends the engines.
  @Override
  public void close() {
    engines.close();
  }

  /// None if the module is not installed: there is no engine then.
  public List<String> chatTemplates() {
    try {
      return factory.get().chatTemplates();
    } catch (Unavailable _) {
      return List.of();
    }
  }

  /// Something of the module that is made with its first use, and not after its end.
  private final class Part<T> {
    private final BiFunction<LocalModelsFactory, LocalModelsFactory.Surroundings, T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T made;
    private boolean hasEnded;

    Part(BiFunction<LocalModelsFactory, LocalModelsFactory.Surroundings, T> maker) {
      this.maker = maker;
    }

    /// @throws Unavailable if the module is not installed, or the server ends
    T get() {
      lock.lock();
      try {
        if (hasEnded) {
          throw new Unavailable("This server is ending");
        }
        T part = made == null ? maker.apply(factory.get(), surroundings.get()) : made;
        made = part;
        return part;
      } finally {
        lock.unlock();
      }
    }

    Optional<T> ifMade() {
      lock.lock();
      try {
        return Optional.ofNullable(made);
      } finally {
        lock.unlock();
      }
    }

    void end(Consumer<T> close) {
      lock.lock();
      try {
        hasEnded = true;
      } finally {
        lock.unlock();
      }
      ifMade().ifPresent(close);
    }
  }

  private final class Engines implements LocalEngines {
    private final Part<LocalEngines> part = new Part<>(LocalModelsFactory::engines);

    @Override
    public Provider provider(ProviderSettings settings) {
      try {
        return part.get().provider(settings);
      } catch (Unavailable e) {
        throw new ProviderException.Unsupported(e.text());
      }
    }

    @Override
    public EngineFacts facts() {
      try {
        return part.get().facts();
      } catch (Unavailable e) {
        return EngineFacts.none(e.text());
      }
    }

    @Override
    public void unload(Path file) {
      part.ifMade().ifPresent(engines -> engines.unload(file));
    }

    @Override
    public void evict(Path file) {
      part.ifMade().ifPresent(engines -> engines.evict(file));
    }

    @Override
    public boolean isLoaded(Path file) {
      return part.ifMade().filter(engines -> engines.isLoaded(file)).isPresent();
    }

    @Override
    public Optional<String> obstacle(String id) {
      try {
        return part.get().obstacle(id);
      } catch (Unavailable e) {
        return Optional.of(e.text());
      }
    }

    @Override
    public void close() {
      part.end(LocalEngines::close);
    }
  }

  private final class Hub implements ModelHub {
    private final Part<ModelHub> part = new Part<>(LocalModelsFactory::hub);

    @Override
    public List<HubRepository> search(String words, int most) throws InterruptedException {
      return part.get().search(words, most);
    }

    @Override
    public List<HubFile> files(RepositoryName repository) throws InterruptedException {
      return part.get().files(repository);
    }
  }

  private final class Downloads implements FileDownloads {
    private final Part<FileDownloads> part = new Part<>(LocalModelsFactory::downloads);

    @Override
    public void start(Download download) {
      part.get().start(download);
    }

    @Override
    public Optional<DownloadProgress> progress(String key) {
      return part.ifMade().flatMap(downloads -> downloads.progress(key));
    }

    @Override
    public boolean cancel(String key) throws InterruptedException {
      Optional<FileDownloads> downloads = part.ifMade();
      return downloads.isPresent() && downloads.get().cancel(key);
    }

    @Override
    public boolean isBegun(Path target) {
      return areInstalled() && part.get().isBegun(target);
    }

    @Override
    public boolean discard(Path target) {
      return part.get().discard(target);
    }

    @Override
    public URI addressInHub(String repository, String path) {
      return part.get().addressInHub(repository, path);
    }

    @Override
    public void close() {
      part.end(FileDownloads::close);
    }
  }
}
