package dev.gander.adapters.persistence.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.schedule.ScheduleStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileScheduleStoreTest implements ScheduleStoreContract {
  private static final String BY_HAND =
      """
      [
        {"id": "a", "source": "/a.yaml", "cron": "0 9 * * *", "colour": "red"},
        "a note",
        {"id": "broken"},
        {"id": "b", "source": "/b.yaml", "cron": "odd", "last_run": null, "parameters": [["k", "v"]]},
        {"id": "a", "source": "/double.yaml", "cron": "0 1 * * *"}
      ]
      """;

  @TempDir Path folder;
  private Path data;
  private FileScheduleStore jobs;

  @BeforeEach
  void open() {
    data = folder.resolve("data");
    jobs = new FileScheduleStore(data);
  }

  @Override
  public ScheduleStore jobs() {
    return jobs;
  }

  @Test
  void labelsAreAMemberOfTheirOwn() throws IOException {
    write(
        """
        [{"id": "a", "source": "/a.yaml", "cron": "0 9 * * *", "labels": ["b", "a", "b"]},
         {"id": "b", "source": "/b.yaml", "cron": "0 9 * * *", "labels": ["not one"]},
         {"id": "c", "source": "/c.yaml", "cron": "0 9 * * *", "labels": "gpu"},
         {"id": "d", "source": "/d.yaml", "cron": "0 9 * * *", "labels": null}]""");
    List<ScheduledJob> read = jobs.read().orElseThrow();
    assertEquals(List.of("a", "d"), read.stream().map(job -> job.id().text()).toList());
    assertEquals(Set.of("a", "b"), read.getFirst().labels().values());

    jobs.change(stored -> stored.orElseThrow().stream().map(job -> job.withPaused(true)).toList());

    assertTrue(Files.readString(file()).contains("\"not one\""), "what is no job stays");
    ScheduledJob again = new FileScheduleStore(data).read().orElseThrow().getFirst();
    assertEquals(read.getFirst().withPaused(true), again);
    assertEquals(JsonObject.EMPTY, again.others());
  }

  @Test
  void formIsThatOfGoose() throws IOException {
    jobs.change(_ -> List.of(ScheduledJob.of(new JobId("nightly"), "/r.yaml", "0 3 * * *")));

    assertEquals(
        """
        [
          {
            "id": "nightly",
            "source": "/r.yaml",
            "cron": "0 3 * * *",
            "last_run": null,
            "currently_running": false,
            "paused": false,
            "current_session_id": null,
            "process_start_time": null,
            "parameters": [],
            "recipe_base_dir": null
          }
        ]\
        """,
        Files.readString(file()).strip());
  }

  @Test
  void whatIsNotUnderstoodStaysWhereItIs() throws IOException {
    write(BY_HAND);

    jobs.change(stored -> stored.orElseThrow().stream().map(job -> pausedIfB(job)).toList());

    List<Json> items = ((JsonArray) JsonText.parse(Files.readString(file()))).items();
    List<Json> before = ((JsonArray) JsonText.parse(BY_HAND)).items();
    assertEquals(before.subList(0, 3), items.subList(0, 3));
    assertEquals(before.get(4), items.get(4));
    JsonObject changed = JsonFields.asObject(items.get(3));
    assertEquals(Json.of(true), changed.get("paused"));
    assertEquals(Json.of("odd"), changed.get("cron"));
  }

  @Test
  void whatCountsForNothingIsTold() throws Exception {
    List<String> problems =
        StoredJobs.read(BY_HAND.getBytes(StandardCharsets.UTF_8)).orElseThrow().problems();

    assertEquals(3, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith("entry 2 is not a job: "), problems.toString());
    assertTrue(problems.get(1).startsWith("entry 3 is not a job: "), problems.toString());
    assertEquals("entry 5 has the id of another one: a", problems.get(2));
  }

  private static ScheduledJob pausedIfB(ScheduledJob job) {
    return job.id().text().equals("b") ? job.withPaused(true) : job;
  }

  @Test
  void jobThatIsRemovedTakesItsDoublesAlong() throws IOException {
    write(BY_HAND);

    jobs.change(
        stored ->
            stored.orElseThrow().stream().filter(job -> job.id().text().equals("b")).toList());

    String text = Files.readString(file());
    assertFalse(text.contains("double"), text);
    assertTrue(text.contains("a note") && text.contains("broken"), text);
  }

  @Test
  void unknownMembersOfAJobSurviveItsChange() throws IOException {
    write(BY_HAND);

    jobs.change(
        stored -> stored.orElseThrow().stream().map(job -> job.withCron("0 8 * * *")).toList());

    assertTrue(Files.readString(file()).contains("\"colour\": \"red\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "[{\"id\": \"a\"", "{}", "7", "[] []", "null"})
  void fileThatIsNotUnderstoodIsReportedAndNeverWritten(String content) throws IOException {
    write(content);

    assertThrows(StorageException.class, jobs::read);
    assertThrows(StorageException.class, () -> jobs.change(_ -> List.of()));

    assertEquals(content, Files.readString(file()));
  }

  @Test
  void problemIsNamedWithItsPlace() throws IOException {
    write("[\n  {\"id\": oops}]");

    String text = assertThrows(StorageException.class, jobs::read).text();

    assertTrue(text.contains("schedule.json is broken: not readable as JSON at line 2"), text);
    assertEquals(text.indexOf("line 2"), text.lastIndexOf("line 2"), text);
    assertFalse(text.contains("oops"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void emptyFileIsAStoreThatSomeoneHasEmptied(String content) throws IOException {
    write(content);

    assertEquals(Optional.empty(), jobs.read());
    jobs.change(_ -> List.of());
    assertEquals(Optional.of(List.of()), jobs.read());
  }

  @Test
  void editsOfOthersAreSeen() throws IOException {
    jobs.change(_ -> List.of());
    assertEquals(Optional.of(List.of()), jobs.read());

    write(BY_HAND);
    assertEquals(2, jobs.read().orElseThrow().size());

    // As an editor does, and as goose: in place, perhaps within one tick of the clock.
    Files.writeString(file(), BY_HAND.replace("0 9", "0 7"));
    assertEquals("0 7 * * *", jobs.read().orElseThrow().getFirst().cron());
  }

  @Test
  void unreadableFileIsReported() throws IOException {
    Files.createDirectories(file());

    assertThrows(StorageException.class, jobs::read);
    assertThrows(StorageException.class, () -> jobs.change(_ -> List.of()));
  }

  @Test
  void hugeFileIsReportedAndNotRead() throws IOException {
    Files.createDirectories(data);
    try (var hole = new RandomAccessFile(file().toFile(), "rw")) {
      hole.setLength(1L << 30);
    }

    String text = assertThrows(StorageException.class, jobs::read).text();

    assertTrue(text.contains("larger than 64 MiB"), text);
  }

  @Test
  void nothingIsWrittenWhenNothingChanges() throws IOException {
    write(BY_HAND);

    jobs.change(Optional::orElseThrow);

    assertEquals(BY_HAND, Files.readString(file()));
  }

  @Test
  void onlyTheFilesThemselvesAreLeft() throws IOException {
    jobs.writeRecipe(new JobId("x"), "title: x");
    jobs.change(_ -> List.of());

    try (Stream<Path> files = Files.walk(data)) {
      assertEquals(
          List.of("schedule.json", "schedule.json.lock", "x.yaml"),
          files
              .filter(Files::isRegularFile)
              .map(it -> it.getFileName().toString())
              .sorted()
              .toList());
    }
  }

  private Path file() {
    return data.resolve("schedule.json");
  }

  private void write(String content) throws IOException {
    Files.createDirectories(data);
    Files.writeString(file(), content);
  }
}
