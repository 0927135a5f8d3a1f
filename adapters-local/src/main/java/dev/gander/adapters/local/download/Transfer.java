package dev.gander.adapters.local.download;

import dev.gander.adapters.local.hub.HubFailure;
import dev.gander.domain.download.Download;
import dev.gander.domain.download.DownloadProgress;
import dev.gander.domain.download.DownloadStatus;
import dev.gander.domain.download.NotEnoughSpace;
import dev.gander.domain.error.GanderException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of a download, on a thread of its own.
final class Transfer {
  private static final System.Logger LOG = System.getLogger(Transfer.class.getName());
  private static final long SAMPLE_MILLIS = 250;

  private record Standing(DownloadStatus status, @Nullable String error) {}

  private final Download download;
  private final List<FileTransfer> files;
  private final Disk disk;
  private final Limits limits;
  private final SpeedMeter speed = new SpeedMeter();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean cancelled;
  private volatile Standing standing = new Standing(DownloadStatus.DOWNLOADING, null);

  /// @param files locked, closed at the end of the run
  Transfer(Download download, List<FileTransfer> files, Disk disk, Limits limits) {
    this.download = download;
    this.files = List.copyOf(files);
    this.disk = disk;
    this.limits = limits;
    thread = Thread.ofVirtual().name("download " + download.key()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Download download() {
    return download;
  }

  boolean isRunning() {
    return standing.status() == DownloadStatus.DOWNLOADING;
  }

  boolean hasFailed() {
    return standing.status() == DownloadStatus.FAILED;
  }

  DownloadProgress progress() {
    Standing now = standing;
    return new DownloadProgress(
        download.key(),
        now.status(),
        done(),
        files.stream().mapToLong(FileTransfer::size).sum(),
        now.status() == DownloadStatus.DOWNLOADING ? speed.bytesPerSecond() : null,
        now.error());
  }

  /// Ends the run if it has not ended; then removes its part files. Returns when that is done.
  void cancel() throws InterruptedException {
    cancelled = true;
    thread.interrupt();
    ended.await();
  }

  /// The part files of a failed run are gone.
  void forget() {
    standing = new Standing(DownloadStatus.CANCELLED, null);
  }

  /// Ends the run; its part files stay. Does not wait.
  void stop() {
    thread.interrupt();
  }

  private long done() {
    return files.stream().mapToLong(FileTransfer::done).sum();
  }

  private void run() {
    Standing end = failed("an unexpected failure; see the log");
    try {
      end = work();
    } catch (InterruptedException _) {
      end = failed("it was stopped; a new start continues with what has arrived");
    } finally {
      end = cancelled && end.status() != DownloadStatus.COMPLETED ? discarded() : end;
      files.forEach(Transfer::close);
      standing = end;
      ended.countDown();
    }
  }

  private static Standing failed(String reason) {
    return new Standing(DownloadStatus.FAILED, reason);
  }

  private Standing work() throws InterruptedException {
    try {
      for (FileTransfer file : files) {
        if (!file.isComplete()) {
          file.look();
        }
      }
      requireSpace(files, disk);
      fetch();
      download.whenComplete().run();
      return new Standing(DownloadStatus.COMPLETED, null);
    } catch (HubFailure e) {
      return failed(e.text());
    } catch (GanderException e) {
      return failed(e.text());
    } catch (IOException e) {
      return failed(onDisk(e));
    }
  }

  /// @throws NotEnoughSpace if the sizes that are known exceed what the disk has left
  static void requireSpace(List<FileTransfer> files, Disk disk) throws IOException {
    long missing = files.stream().mapToLong(FileTransfer::missing).sum();
    if (missing > 0) {
      var folder = files.getFirst().folder();
      long usable = disk.usable(folder);
      if (missing > usable) {
        throw new NotEnoughSpace(folder, missing, usable);
      }
    }
  }

  private void fetch() throws HubFailure, IOException, InterruptedException {
    List<FileTransfer> open = files.stream().filter(file -> !file.isComplete()).toList();
    ExecutorService threads =
        Executors.newFixedThreadPool(limits.filesAtOnce(), Thread.ofVirtual().factory());
    try {
      var ends = new ExecutorCompletionService<@Nullable Void>(threads);
      open.forEach(
          file ->
              ends.submit(
                  () -> {
                    file.fetch();
                    return null;
                  }));
      for (int left = open.size(); left > 0; ) {
        speed.add(System.nanoTime(), done());
        Future<@Nullable Void> end = ends.poll(SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
        if (end != null) {
          succeed(end);
          left--;
        }
      }
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  private static void succeed(Future<@Nullable Void> end)
      throws HubFailure, IOException, InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case HubFailure told -> throw told;
        case IOException told -> throw told;
        case InterruptedException told -> throw told;
        case GanderException told -> throw told;
        case null, default -> throw new IllegalStateException("a file was not fetched", e);
      }
    }
  }

  /// A disk that is really full gets its space back: others have to write as well.
  private String onDisk(IOException e) {
    String reason = String.valueOf(e.getMessage());
    String words = reason.toLowerCase(Locale.ROOT);
    if (words.contains("no space left") || words.contains("quota exceeded")) {
      files.forEach(Transfer::discard);
      return "the disk is full (" + reason + "); what had arrived was removed";
    }
    return "the file cannot be written: " + e.getClass().getSimpleName() + " " + reason;
  }

  private Standing discarded() {
    // The interrupt has done its work, and would close the files that are used now.
    Thread.interrupted();
    files.forEach(Transfer::discard);
    return new Standing(DownloadStatus.CANCELLED, null);
  }

  private static void discard(FileTransfer file) {
    try {
      file.discard();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a part file stays: {0}", e);
    }
  }

  private static void close(FileTransfer file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the lock of a download stays until the server ends: {0}", e);
    }
  }
}
