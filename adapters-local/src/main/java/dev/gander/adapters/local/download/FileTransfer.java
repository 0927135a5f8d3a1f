package dev.gander.adapters.local.download;

import dev.gander.adapters.local.hub.HubAnswer;
import dev.gander.adapters.local.hub.HubFailure;
import dev.gander.adapters.local.hub.HubRequests;
import dev.gander.adapters.local.hub.HubRequests.Asking;
import dev.gander.domain.download.DownloadRunning;
import dev.gander.domain.download.RemoteFile;
import dev.gander.domain.localmodel.LocalModelsFactory.Locks;
import dev.gander.files.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file of a download, from the first look to its place. Holds the lock on the file until it is
/// closed. One thread at a time works; any thread asks how far it is.
final class FileTransfer implements Closeable {
  /// An attempt that brought this many bytes was worth it.
  private static final long USEFUL = 1 << 20;

  private final RemoteFile file;
  private final Path folder;
  private final Closeable lock;
  private final HubRequests requests;
  private final Disk disk;
  private final Limits limits;
  private final Digests digests;
  private volatile long size;
  private volatile long settled;
  private volatile @Nullable PartFile part;
  private volatile boolean complete;
  private @Nullable String sha256;
  private @Nullable String tag;

  /// What all files are fetched with.
  record Means(Locks locks, HubRequests requests, Disk disk, Limits limits, Digests digests) {}

  private FileTransfer(RemoteFile file, Closeable lock, Means means) {
    this.file = file;
    this.lock = lock;
    requests = means.requests();
    disk = means.disk();
    limits = means.limits();
    digests = means.digests();
    folder = PrivateFiles.folderOf(file.target());
    size = file.size();
    sha256 = file.sha256();
  }

  /// Takes the lock.
  ///
  /// @throws DownloadRunning if someone else has it
  static FileTransfer open(RemoteFile file, Means means) throws IOException {
    Files.createDirectories(PrivateFiles.folderOf(file.target()));
    Closeable lock =
        means
            .locks()
            .take(lockOf(file.target()))
            .orElseThrow(() -> DownloadRunning.elsewhere(file.target()));
    FileTransfer transfer = new FileTransfer(file, lock, means);
    try {
      transfer.settle();
      return transfer;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  static Path lockOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.lock");
  }

  /// Finds out whether the file is in its place, and otherwise how much of it is there.
  private void settle() throws IOException {
    boolean present = Files.isRegularFile(file.target());
    long found = present ? Files.size(file.target()) : 0;
    complete = present && (size == 0 || size == found);
    size = complete ? found : size;
    settled = complete ? found : PartFile.length(file.target());
  }

  boolean isComplete() {
    return complete;
  }

  /// Of the whole file; 0 if it is not known yet.
  long size() {
    return size;
  }

  /// The bytes that have arrived.
  long done() {
    PartFile open = part;
    return open == null ? settled : open.length();
  }

  Path folder() {
    return folder;
  }

  /// What the disk still has to take.
  long missing() {
    return complete ? 0 : Math.max(0, size - settled);
  }

  /// Asks the hub for size and digest.
  void look() throws HubFailure, IOException, InterruptedException {
    FailedAttempts failures = new FailedAttempts(limits);
    while (true) {
      try {
        lookOnce();
        settle();
        return;
      } catch (HubFailure e) {
        failures.after(e, false);
      }
    }
  }

  private void lookOnce() throws HubFailure, InterruptedException {
    HubAnswer<?> answer =
        requests.send(
            new Asking("HEAD", file.address(), Map.of()), BodyHandlers.discarding(), () -> {});
    // Not every server answers such a request; the file itself tells as well.
    if (answer.status() == 405 || answer.status() == 501) {
      return;
    }
    if (answer.status() >= 400) {
      answer.requireSuccess();
    }
    if (answer.status() == 200 && HubAnswer.isWebPage(answer.last().headers())) {
      throw HubAnswer.webPage();
    }
    agreeOn(answer.size().orElse(0), answer.sha256().orElse(null));
  }

  private void agreeOn(long hubSize, @Nullable String hubDigest) throws HubFailure {
    boolean otherSize = hubSize > 0 && size > 0 && hubSize != size;
    boolean otherDigest = hubDigest != null && sha256 != null && !hubDigest.equals(sha256);
    if (otherSize || otherDigest) {
      throw HubFailure.lasting(
          "the hub now has another file under this name than was asked for; look it up again");
    }
    size = size > 0 ? size : hubSize;
    sha256 = sha256 == null ? hubDigest : sha256;
  }

  /// Fetches what is missing and puts the file in its place.
  void fetch() throws HubFailure, IOException, InterruptedException {
    boolean continued = sha256 != null && settled > 0;
    // What was there may be of an older file.
    if (!isFetched() && !(continued && isFetched())) {
      throw HubFailure.lasting(
          "what %s sent is not the file: its SHA-256 is another one; it was removed"
              .formatted(file.address().getHost()));
    }
  }

  /// False if something else than the file has come, which is removed.
  private boolean isFetched() throws HubFailure, IOException, InterruptedException {
    try (PartFile open =
        PartFile.open(file.target(), sha256 == null ? null : digests, size, disk)) {
      // Without a digest nobody would notice if it was the part of another file.
      if (sha256 == null || (size > 0 && open.length() > size)) {
        open.restart();
      }
      part = open;
      receive(open);
      if (sha256 != null && !open.sha256().equals(sha256)) {
        open.remove();
        return false;
      }
      open.putInPlace();
      return true;
    } finally {
      part = null;
      settle();
    }
  }

  private void receive(PartFile open) throws HubFailure, IOException, InterruptedException {
    FailedAttempts failures = new FailedAttempts(limits);
    long most = open.length();
    boolean ended = false;
    while (size > 0 ? open.length() < size : !ended) {
      try {
        ask(open);
        ended = true;
        if (open.length() < size) {
          throw HubFailure.passing("the connection ended before the file did", null);
        }
      } catch (HubFailure e) {
        IOException unwritten = open.failure();
        if (unwritten != null) {
          throw unwritten;
        }
        boolean useful = open.length() - most >= USEFUL;
        most = Math.max(most, open.length());
        failures.after(e, useful);
      }
    }
    size = open.length();
  }

  private void ask(PartFile open) throws HubFailure, IOException, InterruptedException {
    HubAnswer<@Nullable Void> answer =
        requests.send(
            new Asking("GET", file.address(), continuing(open.length())),
            new PartReceiver(open, size),
            new Pace(open, folder, disk, limits));
    if (answer.status() == 416) {
      open.restart();
      throw HubFailure.passing("the server has a shorter file than before", null);
    }
    answer.requireSuccess();
    tag = answer.header("etag").filter(text -> !text.startsWith("W/")).orElse(null);
  }

  private Map<String, String> continuing(long from) {
    Map<String, String> headers = new HashMap<>();
    if (from > 0) {
      headers.put("range", "bytes=" + from + "-");
      if (sha256 == null && tag != null) {
        headers.put("if-range", tag);
      }
    }
    return headers;
  }

  /// Removes what has arrived of an incomplete file.
  void discard() throws IOException {
    Files.deleteIfExists(PartFile.of(file.target()));
    settled = complete ? settled : 0;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
