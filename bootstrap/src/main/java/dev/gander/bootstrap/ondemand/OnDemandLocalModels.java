package dev.gander.bootstrap.ondemand;

import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.HubFile;
import dev.gander.domain.localmodel.HubRepository;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.localmodel.RepositoryName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Models on this machine, loaded on first use. Looking at what runs is none.
public final class OnDemandLocalModels {
  private final OnDemand<LocalModelsFactory> factory =
      new OnDemand<>(
          LocalModelsFactory.class,
          "dev.gander.adapters.local",
          "local",
          () -> new Unavailable("Models on this machine are not installed"));
  private final LocalModelsFactory.Surroundings surroundings;

  public OnDemandLocalModels(LocalModelsFactory.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public FileDownloads downloads() {
    return new Downloads();
  }

  public ModelHub hub() {
    return new Hub();
  }

  /// None if the module is not installed: there is no engine then.
  public List<String> chatTemplates() {
    try {
      return factory.get().chatTemplates();
    } catch (Unavailable _) {
      return List.of();
    }
  }

  private final class Hub implements ModelHub {
    @Override
    public List<HubRepository> search(String words, int most) throws InterruptedException {
      return factory.get().hub(surroundings).search(words, most);
    }

    @Override
    public List<HubFile> files(RepositoryName repository) throws InterruptedException {
      return factory.get().hub(surroundings).files(repository);
    }
  }

  private final class Downloads implements FileDownloads {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileDownloads loaded;

    private FileDownloads load() {
      lock.lock();
      try {
        FileDownloads made = loaded == null ? factory.get().downloads(surroundings) : loaded;
        loaded = made;
        return made;
      } finally {
        lock.unlock();
      }
    }

    private Optional<FileDownloads> ifLoaded() {
      lock.lock();
      try {
        return Optional.ofNullable(loaded);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void start(Download download) {
      load().start(download);
    }

    @Override
    public Optional<DownloadProgress> progress(String key) {
      return ifLoaded().flatMap(downloads -> downloads.progress(key));
    }

    @Override
    public boolean cancel(String key) throws InterruptedException {
      Optional<FileDownloads> downloads = ifLoaded();
      return downloads.isPresent() && downloads.get().cancel(key);
    }

    @Override
    public boolean isBegun(Path target) {
      return load().isBegun(target);
    }

    @Override
    public boolean discard(Path target) {
      return load().discard(target);
    }

    @Override
    public URI addressInHub(String repository, String path) {
      return load().addressInHub(repository, path);
    }

    @Override
    public void close() {
      ifLoaded().ifPresent(FileDownloads::close);
    }
  }
}
