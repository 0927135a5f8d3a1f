package dev.gander.adapters.persistence.schedules;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.adapters.persistence.files.SharedFile;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.files.PrivateFiles;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One file a job, with a line for each entry and for each change of one: the last line with a
/// number counts, up to that of its end. Lines are appended and flushed; a line that a kill has cut
/// off is skipped. A file that has grown large is written anew. Each line also has the highest
/// number so far (`last`), so that an entry can be added without reading the file.
public final class FileRunHistory implements RunHistory {
  private static final long LARGE = 2 * 1024 * 1024;

  /// Longer than any line, since reasons are cut.
  private static final int TAIL = 8 * 1024;

  private static final int LONGEST_REASON = 500;

  private final Path folder;
  private final LockFile lock;
  private final long large;

  /// @param folder of ours, beside `schedule.json`
  public FileRunHistory(Path folder) {
    this(folder, LARGE);
  }

  /// @param large the size in bytes from which on a file is written anew
  FileRunHistory(Path folder, long large) {
    this.folder = folder.resolve("runs");
    this.lock = SharedFile.lockOf(this.folder);
    this.large = large;
  }

  @Override
  public ScheduleRun add(ScheduleRun run) {
    SharedFile file = file(run.job());
    return file.locked(
        () -> {
          Tail tail = tail(file.path());
          ScheduleRun numbered = cut(run).withNumber(tail.last() + 1);
          append(file, tail, List.of(numbered));
          return numbered;
        });
  }

  @Override
  public void replace(ScheduleRun run) {
    SharedFile file = file(run.job());
    file.locked(
        () -> {
          Tail tail = tail(file.path());
          if (run.number() > tail.last() - MOST) {
            append(file, tail, List.of(cut(run)));
          }
          return true;
        });
  }

  private static ScheduleRun cut(ScheduleRun run) {
    String reason = run.reason();
    return reason == null || reason.length() <= LONGEST_REASON
        ? run
        : run.because(reason.substring(0, LONGEST_REASON) + "…");
  }

  @Override
  public List<ScheduleRun> list(JobId job, int limit, long before) {
    SharedFile file = file(job);
    return file.reading(
        () ->
            kept(file).reversed().stream()
                .filter(run -> run.number() < before)
                .limit(limit)
                .toList());
  }

  @Override
  public void endOpen(JobId job, Instant end) {
    SharedFile file = file(job);
    file.locked(
        () -> {
          List<ScheduleRun> ended =
              kept(file).stream()
                  .filter(ScheduleRun::isOpen)
                  .map(run -> run.ended(end, Outcome.INTERRUPTED, null))
                  .toList();
          append(file, tail(file.path()), ended);
          return true;
        });
  }

  /// The end of a file.
  ///
  /// @param last the highest number; 0 for an empty file
  /// @param whole whether the last line has its end
  private record Tail(long last, long size, boolean whole) {}

  private static Tail tail(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size, TAIL));
      channel.position(size - bytes.capacity());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      String text = new String(bytes.array(), StandardCharsets.UTF_8);
      long last =
          text.lines()
              .flatMap(line -> object(line).stream())
              .mapToLong(line -> new JsonFields(line).integer("last"))
              .max()
              .orElse(0);
      return new Tail(last, size, text.isEmpty() || text.endsWith("\n"));
    } catch (NoSuchFileException _) {
      return new Tail(0, 0, true);
    }
  }

  private static Optional<JsonObject> object(String line) {
    try {
      return JsonText.parse(line) instanceof JsonObject object && object.has("last")
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonSyntaxException _) {
      // Cut off by a kill, or by the beginning of the tail.
      return Optional.empty();
    }
  }

  private static List<ScheduleRun> kept(SharedFile file) throws IOException {
    Map<Long, ScheduleRun> runs = new TreeMap<>();
    new String(file.bytes().orElse(new byte[0]), StandardCharsets.UTF_8)
        .lines()
        .flatMap(line -> run(line).stream())
        .forEach(run -> keep(runs, run));
    return newest(runs);
  }

  private static void keep(Map<Long, ScheduleRun> runs, ScheduleRun run) {
    runs.merge(run.number(), run, ScheduleRun::replacedBy);
  }

  private static List<ScheduleRun> newest(Map<Long, ScheduleRun> runs) {
    return runs.values().stream().skip(Math.max(0, runs.size() - MOST)).toList();
  }

  private static Optional<ScheduleRun> run(String line) {
    try {
      return object(line).map(ScheduleRunJson::read);
    } catch (InvalidShape _) {
      // Of a newer version.
      return Optional.empty();
    }
  }

  private void append(SharedFile file, Tail tail, List<ScheduleRun> more) throws IOException {
    if (more.isEmpty()) {
      return;
    }
    long last = Math.max(tail.last(), more.getLast().number());
    if (tail.size() > large) {
      Map<Long, ScheduleRun> runs = new TreeMap<>();
      kept(file).forEach(run -> keep(runs, run));
      more.forEach(run -> keep(runs, run));
      file.write(lines(newest(runs), last, true));
      return;
    }
    PrivateFiles.createFolders(PrivateFiles.folderOf(file.path()));
    try (FileChannel channel =
        FileChannel.open(
            file.path(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
      ByteBuffer bytes = ByteBuffer.wrap(lines(more, last, tail.whole()));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  /// @param whole whether the line before has its end
  private static byte[] lines(List<ScheduleRun> runs, long last, boolean whole) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!whole) {
      out.write('\n');
    }
    for (ScheduleRun run : runs) {
      out.writeBytes(JsonText.bytes(ScheduleRunJson.write(run).with("last", Json.of(last))));
      out.write('\n');
    }
    return out.toByteArray();
  }

  /// Ids may contain anything, files must not.
  private SharedFile file(JobId job) {
    return new SharedFile(folder.resolve(name(job) + ".jsonl"), lock);
  }

  private static String name(JobId job) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(job.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
