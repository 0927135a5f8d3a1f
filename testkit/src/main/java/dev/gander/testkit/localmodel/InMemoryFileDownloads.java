package dev.gander.testkit.localmodel;

import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.error.GanderException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Downloads of what a test has offered, which are complete at once unless they are held.
public final class InMemoryFileDownloads implements FileDownloads {
  private final Map<URI, byte[]> offered = new HashMap<>();
  private final Set<URI> held = new HashSet<>();
  private final Map<String, Run> runs = new HashMap<>();
  private final Map<Path, Integer> parts = new HashMap<>();
  private final Map<Path, byte[]> files;

  private static final class Run {
    final Download download;
    DownloadStatus status = DownloadStatus.DOWNLOADING;
    @Nullable String error;
    long done;

    Run(Download download) {
      this.download = download;
    }
  }

  /// @param files gets the targets
  public InMemoryFileDownloads(Map<Path, byte[]> files) {
    this.files = files;
  }

  public synchronized void offer(URI address, byte[] content) {
    offered.put(address, content);
    held.remove(address);
  }

  /// Offers content of which only the first half comes.
  public synchronized void hold(URI address, byte[] content) {
    offered.put(address, content);
    held.add(address);
  }

  public synchronized void letGo() {
    held.clear();
    runs.values().stream().filter(InMemoryFileDownloads::isRunning).forEach(this::advance);
  }

  @Override
  public synchronized void start(Download download) {
    for (Run run : runs.values()) {
      if (isRunning(run)) {
        refuseSame(run.download, download);
      }
    }
    Run run = new Run(download);
    runs.put(download.key(), run);
    advance(run);
  }

  private static void refuseSame(Download running, Download other) {
    if (running.key().equals(other.key())) {
      throw DownloadRunning.here();
    }
    for (RemoteFile file : other.files()) {
      if (running.files().stream().anyMatch(it -> it.target().equals(file.target()))) {
        throw DownloadRunning.elsewhere(file.target());
      }
    }
  }

  private static boolean isRunning(Run run) {
    return run.status == DownloadStatus.DOWNLOADING;
  }

  private void advance(Run run) {
    run.done = 0;
    for (RemoteFile file : run.download.files()) {
      if (isRunning(run) && !files.containsKey(file.target())) {
        fetch(run, file);
      }
      byte[] there = files.get(file.target());
      run.done += there == null ? parts.getOrDefault(file.target(), 0) : there.length;
    }
    if (isRunning(run) && run.download.files().stream().allMatch(this::isThere)) {
      complete(run);
    }
  }

  private boolean isThere(RemoteFile file) {
    return files.containsKey(file.target());
  }

  private void fetch(Run run, RemoteFile file) {
    byte[] content = offered.get(file.address());
    if (content == null) {
      fail(run, "there is nothing at " + file.address());
    } else if (held.contains(file.address())) {
      parts.put(file.target(), content.length / 2);
    } else {
      parts.remove(file.target());
      if (file.sha256() != null && !file.sha256().equals(digest(content))) {
        fail(run, "this is another file");
      } else {
        files.put(file.target(), content);
      }
    }
  }

  private static void fail(Run run, String reason) {
    run.status = DownloadStatus.FAILED;
    run.error = reason;
  }

  private static void complete(Run run) {
    try {
      run.download.whenComplete().run();
      run.status = DownloadStatus.COMPLETED;
    } catch (GanderException e) {
      fail(run, e.text());
    }
  }

  @Override
  public synchronized Optional<DownloadProgress> progress(String key) {
    return Optional.ofNullable(runs.get(key))
        .map(run -> new DownloadProgress(key, run.status, run.done, total(run), null, run.error));
  }

  private long total(Run run) {
    return run.download.files().stream()
        .mapToLong(
            file -> {
              byte[] there = files.get(file.target());
              return there == null ? file.size() : there.length;
            })
        .sum();
  }

  @Override
  public synchronized boolean cancel(String key) {
    Run run = runs.get(key);
    if (run != null && run.status != DownloadStatus.COMPLETED) {
      run.status = DownloadStatus.CANCELLED;
      run.error = null;
      run.download.files().forEach(file -> parts.remove(file.target()));
    }
    return run != null;
  }

  @Override
  public synchronized boolean isBegun(Path target) {
    return parts.containsKey(target);
  }

  @Override
  public synchronized boolean discard(Path target) {
    boolean inUse =
        runs.values().stream()
            .filter(InMemoryFileDownloads::isRunning)
            .flatMap(run -> run.download.files().stream())
            .anyMatch(file -> file.target().equals(target));
    return !inUse && parts.remove(target) != null;
  }

  /// A part that an earlier server left.
  public synchronized void leave(Path target, int size) {
    parts.put(target, size);
  }

  @Override
  public URI addressInHub(String repository, String path) {
    return URI.create(
        "https://hub.example/" + encoded(repository) + "/resolve/main/" + encoded(path));
  }

  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  @Override
  public synchronized void close() {
    runs.values().stream()
        .filter(InMemoryFileDownloads::isRunning)
        .forEach(run -> fail(run, "it was stopped"));
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
