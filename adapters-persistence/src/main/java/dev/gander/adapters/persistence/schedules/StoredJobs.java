package dev.gander.adapters.persistence.schedules;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJobJson;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The content of `schedule.json`: an array, some of whose items are jobs.
///
/// @param items as they are in the file
/// @param jobs by id; of several items with one id, the first
/// @param problems why the other items count for nothing, for a log
record StoredJobs(List<Item> items, Map<JobId, ScheduledJob> jobs, List<String> problems) {
  static final StoredJobs NONE = of(List.of());

  /// @param id null for an item that is not a job
  record Item(Json json, @Nullable JobId id) {}

  /// A file of another shape than ours.
  static final class NotJobs extends Exception {
    private static final long serialVersionUID = 1;

    NotJobs(String problem) {
      super(problem);
    }
  }

  /// Empty for a blank file.
  static Optional<StoredJobs> read(byte[] content) throws NotJobs {
    if (new String(content, StandardCharsets.UTF_8).isBlank()) {
      return Optional.empty();
    }
    return switch (parsed(content)) {
      case JsonArray array -> Optional.of(of(array.items()));
      case Json _ -> throw new NotJobs("it is not a list of jobs");
    };
  }

  private static Json parsed(byte[] content) throws NotJobs {
    try {
      return JsonText.parse(content);
    } catch (JsonSyntaxException e) {
      throw new NotJobs(e.unquoted());
    }
  }

  private static StoredJobs of(List<Json> array) {
    List<Item> items = new ArrayList<>();
    Map<JobId, ScheduledJob> jobs = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Json json : array) {
      JobId id = null;
      try {
        ScheduledJob job = ScheduledJobJson.read(json);
        id = job.id();
        if (jobs.putIfAbsent(id, job) != null) {
          problems.add("entry " + (items.size() + 1) + " has the id of another one: " + id);
        }
      } catch (InvalidInput e) {
        problems.add("entry " + (items.size() + 1) + " is not a job: " + e.text());
      }
      items.add(new Item(json, id));
    }
    return new StoredJobs(items, jobs, problems);
  }

  List<ScheduledJob> list() {
    return List.copyOf(jobs.values());
  }

  /// The content with other jobs: an unchanged job keeps its text, a job that is gone takes its
  /// doubles along, and whatever is not a job stays.
  byte[] changedTo(List<ScheduledJob> wanted) {
    Map<JobId, ScheduledJob> rest = new HashMap<>();
    wanted.forEach(job -> rest.put(job.id(), job));
    Set<JobId> kept = wanted.stream().map(ScheduledJob::id).collect(Collectors.toSet());
    List<Json> written = new ArrayList<>();
    for (Item item : items) {
      JobId id = item.id();
      ScheduledJob job = id == null ? null : rest.remove(id);
      if (job != null) {
        written.add(job.equals(jobs.get(id)) ? item.json() : ScheduledJobJson.writeStored(job));
      } else if (id == null || kept.contains(id)) {
        written.add(item.json());
      }
    }
    wanted.stream()
        .filter(job -> rest.containsKey(job.id()))
        .forEach(job -> written.add(ScheduledJobJson.writeStored(job)));
    return JsonText.pretty(new JsonArray(written)).getBytes(StandardCharsets.UTF_8);
  }
}
