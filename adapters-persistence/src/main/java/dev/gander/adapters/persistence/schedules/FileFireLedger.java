package dev.gander.adapters.persistence.schedules;

import dev.gander.adapters.persistence.files.SharedFile;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The ledger as one small file of ours: by job, up to when its fires are dealt with, and the
/// process that runs it. A file that was damaged from outside is begun anew: runs in progress lose
/// their claims, and what was missed before is forgotten.
public final class FileFireLedger implements FireLedger {
  private static final System.Logger LOG = System.getLogger(FileFireLedger.class.getName());

  private final SharedFile file;
  private final String self;
  private final Predicate<String> isAlive;

  /// @param folder of ours, beside `schedule.json`
  /// @param self identifies this process, and no later one with the same number
  /// @param isAlive whether a process that called itself so is running
  public FileFireLedger(Path folder, String self, Predicate<String> isAlive) {
    this.file = new SharedFile(folder.resolve("fires.json"));
    this.self = self;
    this.isAlive = isAlive;
  }

  private record Entry(@Nullable Instant settled, @Nullable Instant begun, @Nullable String owner) {
    static final Entry NONE = new Entry(null, null, null);

    boolean isSettled(Instant fire) {
      return settled != null && !settled.isBefore(fire);
    }

    Entry settledTo(Instant until) {
      return isSettled(until) ? this : new Entry(until, begun, owner);
    }

    Entry takenBackTo(Instant now) {
      return settled == null || !settled.isAfter(now) ? this : new Entry(now, begun, owner);
    }

    Entry begunAt(Instant moment) {
      return new Entry(settledTo(moment).settled, moment, owner);
    }

    Entry ownedBy(@Nullable String process) {
      return new Entry(settled, begun, process);
    }

    static Entry read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new Entry(
          fields.optional("settled", Entry::moment),
          fields.optional("begun", Entry::moment),
          fields.optionalText("owner"));
    }

    private static Instant moment(Json json) {
      return Instant.parse(JsonFields.asText(json));
    }

    JsonObject write() {
      return JsonObject.builder()
          .putIfPresent("settled", settled == null ? null : Json.of(settled.toString()))
          .putIfPresent("begun", begun == null ? null : Json.of(begun.toString()))
          .putIfPresent("owner", owner == null ? null : Json.of(owner))
          .build();
    }
  }

  @Override
  public Claim claim(JobId job, Instant fire) {
    return file.locked(
        () -> {
          Map<JobId, Entry> entries = read();
          Entry entry = entries.getOrDefault(job, Entry.NONE);
          if (entry.isSettled(fire)) {
            return new Claim.Settled();
          }
          return claimed(job, entry.settledTo(fire), entries);
        });
  }

  @Override
  public boolean isSettled(JobId job, Instant fire) {
    return file.reading(() -> read().getOrDefault(job, Entry.NONE).isSettled(fire));
  }

  @Override
  public Claim claim(JobId job) {
    return file.locked(
        () -> {
          Map<JobId, Entry> entries = read();
          return claimed(job, entries.getOrDefault(job, Entry.NONE), entries);
        });
  }

  private Claim claimed(JobId job, Entry entry, Map<JobId, Entry> entries) throws IOException {
    boolean running = isRun(entry);
    entries.put(job, running ? entry : entry.ownedBy(self));
    write(entries);
    return running ? new Claim.Running() : new Claim.Granted(entry.owner());
  }

  private boolean isRun(Entry entry) {
    return entry.owner() != null && isAlive.test(entry.owner());
  }

  @Override
  public void release(JobId job) {
    change(job, entry -> self.equals(entry.owner()) ? entry.ownedBy(null) : entry);
  }

  @Override
  public boolean isClaimed(JobId job) {
    return file.reading(() -> isRun(read().getOrDefault(job, Entry.NONE)));
  }

  @Override
  public boolean isHeld(JobId job) {
    return file.reading(() -> self.equals(read().getOrDefault(job, Entry.NONE).owner()));
  }

  @Override
  public Set<JobId> leftOpen() {
    return file.reading(
        () -> {
          Map<JobId, Entry> entries = read();
          entries.values().removeIf(entry -> entry.owner() == null || isRun(entry));
          return Set.copyOf(entries.keySet());
        });
  }

  @Override
  public Map<JobId, Instant> settled() {
    return file.reading(
        () -> {
          Map<JobId, Instant> settled = new HashMap<>();
          read()
              .forEach(
                  (job, entry) -> {
                    if (entry.settled() != null) {
                      settled.put(job, entry.settled());
                    }
                  });
          return settled;
        });
  }

  @Override
  public void settle(Map<JobId, Instant> until) {
    if (!until.isEmpty()) {
      change(
          entries ->
              until.forEach(
                  (job, moment) ->
                      entries.put(job, entries.getOrDefault(job, Entry.NONE).settledTo(moment))));
    }
  }

  @Override
  public void begin(JobId job, Instant moment) {
    change(job, entry -> entry.begunAt(moment));
  }

  @Override
  public Optional<Instant> begun(JobId job) {
    return file.reading(() -> Optional.ofNullable(read().getOrDefault(job, Entry.NONE).begun()));
  }

  @Override
  public void takeBack(Instant now) {
    change(entries -> entries.replaceAll((_, entry) -> entry.takenBackTo(now)));
  }

  @Override
  public void forget(Set<JobId> jobs) {
    change(
        entries ->
            entries.entrySet().removeIf(e -> jobs.contains(e.getKey()) && !isRun(e.getValue())));
  }

  private void change(JobId job, UnaryOperator<Entry> change) {
    change(entries -> entries.put(job, change.apply(entries.getOrDefault(job, Entry.NONE))));
  }

  private void change(Consumer<Map<JobId, Entry>> change) {
    file.locked(
        () -> {
          Map<JobId, Entry> before = read();
          Map<JobId, Entry> after = new LinkedHashMap<>(before);
          change.accept(after);
          after.values().removeIf(Entry.NONE::equals);
          if (!after.equals(before)) {
            write(after);
          }
          return true;
        });
  }

  private Map<JobId, Entry> read() throws IOException {
    Map<JobId, Entry> entries = new LinkedHashMap<>();
    Optional<byte[]> content = file.bytes();
    if (content.isPresent()) {
      try {
        JsonFields.asObject(JsonText.parse(content.get()))
            .members()
            .forEach((job, entry) -> entries.put(new JobId(job), Entry.read(entry)));
      } catch (JsonSyntaxException | InvalidShape | DateTimeException e) {
        LOG.log(
            System.Logger.Level.WARNING, "{0} is damaged and is begun anew: {1}", file.path(), e);
        entries.clear();
      }
    }
    return entries;
  }

  private void write(Map<JobId, Entry> entries) throws IOException {
    JsonObject.Builder json = JsonObject.builder();
    entries.forEach((job, entry) -> json.put(job.text(), entry.write()));
    file.write(JsonText.bytes(json.build()));
  }
}
