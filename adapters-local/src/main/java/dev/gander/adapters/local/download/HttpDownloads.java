package dev.gander.adapters.local.download;

import dev.gander.adapters.local.download.FileTransfer.Means;
import dev.gander.adapters.local.hub.HubRequests;
import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.localmodel.LocalModelsFactory.Locks;
import dev.gander.process.ChildRecords;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Downloads over HTTP. What has ended can be asked for until the server ends.
public final class HttpDownloads implements FileDownloads {
  private final Means means;

  /// Guards both; what is done under it takes no time that matters.
  private final Object guard = new Object();

  private final Map<String, Transfer> transfers = new HashMap<>();
  private boolean closed;

  /// @param records of child processes
  public HttpDownloads(HubRequests requests, Locks locks, ChildRecords records) {
    this(
        new Means(
            locks,
            requests,
            Disk::ofSystem,
            Limits.USUAL,
            new Digests(records, Digests.USUAL_LARGE)));
  }

  HttpDownloads(Means means) {
    this.means = means;
  }

  @Override
  public void start(Download download) {
    synchronized (guard) {
      Transfer last = transfers.get(download.key());
      if (last != null && last.isRunning()) {
        throw DownloadRunning.here();
      }
      if (closed) {
        throw new Unavailable("the server is stopping");
      }
      Transfer transfer =
          new Transfer(download, opened(download.files()), means.disk(), means.limits());
      transfers.put(download.key(), transfer);
      transfer.start();
    }
  }

  /// The files, locked. If something is wrong, none is.
  private List<FileTransfer> opened(List<RemoteFile> files) {
    List<FileTransfer> opened = new ArrayList<>();
    boolean ready = false;
    try {
      for (RemoteFile file : files) {
        opened.add(FileTransfer.open(file, means));
      }
      if (!opened.stream().allMatch(FileTransfer::isComplete)) {
        means.requests().requireOnline();
        Transfer.requireSpace(opened, means.disk());
      }
      ready = true;
      return opened;
    } catch (IOException e) {
      throw unusable(files.getFirst().target(), e);
    } finally {
      if (!ready) {
        opened.forEach(HttpDownloads::release);
      }
    }
  }

  private static void release(Closeable file) {
    try {
      file.close();
    } catch (IOException e) {
      throw new StorageException("a lock cannot be released: " + e.getMessage(), e);
    }
  }

  private static StorageException unusable(Path target, IOException e) {
    return new StorageException(
        target + " cannot be written: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
  }

  @Override
  public Optional<DownloadProgress> progress(String key) {
    return Optional.ofNullable(find(key)).map(Transfer::progress);
  }

  private @Nullable Transfer find(String key) {
    synchronized (guard) {
      return transfers.get(key);
    }
  }

  @Override
  public boolean cancel(String key) throws InterruptedException {
    Transfer transfer = find(key);
    if (transfer == null) {
      return false;
    }
    if (transfer.isRunning()) {
      transfer.cancel();
    }
    if (transfer.hasFailed()) {
      transfer.download().files().forEach(file -> discard(file.target()));
      transfer.forget();
    }
    return true;
  }

  @Override
  public boolean isBegun(Path target) {
    return Files.exists(PartFile.of(target));
  }

  @Override
  public boolean discard(Path target) {
    if (!isBegun(target)) {
      return false;
    }
    try (Closeable lock = means.locks().take(FileTransfer.lockOf(target)).orElse(null)) {
      return lock != null && Files.deleteIfExists(PartFile.of(target));
    } catch (IOException e) {
      throw unusable(target, e);
    }
  }

  @Override
  public URI addressInHub(String repository, String path) {
    return means.requests().fileInHub(repository, path);
  }

  @Override
  public void close() {
    synchronized (guard) {
      closed = true;
      transfers.values().forEach(Transfer::stop);
    }
  }
}
