package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers the sessions of a day. goose takes the highest stored number plus one and so reuses the
/// number of a deleted session; we keep the highest deleted numbers in a file beside the state,
/// since a table of our own would change goose's schema. Lines are `YYYYMMDD NUMBER`. Used inside
/// write transactions only, which exclude other processes.
final class SessionIds {
  private static final Pattern OURS = Pattern.compile("(\\d{8})_(\\d{1,9})");

  /// A clock may jump back by years; a day takes twelve bytes.
  private static final int DAYS_KEPT = 1000;

  private final Path file;
  private final Map<String, Integer> given = new HashMap<>();

  SessionIds(Path file) {
    this.file = file;
  }

  SessionId next(Handle handle, LocalDate today) {
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(today);
    int highest =
        Math.max(
            Math.max(highestStored(handle, day), given.getOrDefault(day, 0)),
            read().getOrDefault(day, 0));
    given.clear();
    given.put(day, highest + 1);
    return new SessionId(day + "_" + (highest + 1));
  }

  /// Remembers a number that the database is about to forget.
  ///
  /// @throws StorageException if it cannot be stored; the session must not be deleted then
  void retire(SessionId id) {
    Matcher ours = OURS.matcher(id.value());
    if (ours.matches()) {
      String day = ours.group(1);
      int number = Integer.parseInt(ours.group(2));
      NavigableMap<String, Integer> retired = read();
      if (number > retired.getOrDefault(day, 0)) {
        retired.put(day, number);
        write(retired);
      }
    }
  }

  /// The numbers of sessions that are gone, and of those that are there.
  Map<String, Long> highest(Handle handle) {
    Map<String, Long> all = new TreeMap<>();
    read().forEach((day, number) -> all.put(day, Long.valueOf(number)));
    handle.createQuery("SELECT id FROM sessions").mapTo(String.class).stream()
        .map(OURS::matcher)
        .filter(Matcher::matches)
        .forEach(id -> all.merge(id.group(1), Long.valueOf(id.group(2)), Math::max));
    return all;
  }

  /// Numbers are compared as numbers: `_10` is higher than `_9`. The back quote follows `_`.
  private static int highestStored(Handle handle, String day) {
    return handle
        .createQuery(
            """
            SELECT coalesce(max(CAST(substr(id, 10) AS INTEGER)), 0) FROM sessions
              WHERE id >= :from AND id < :to""")
        .bind("from", day + "_")
        .bind("to", day + "`")
        .mapTo(Integer.class)
        .one();
  }

  private NavigableMap<String, Integer> read() {
    NavigableMap<String, Integer> retired = new TreeMap<>();
    for (String line : lines()) {
      Matcher ours = OURS.matcher(line.replace(' ', '_'));
      if (ours.matches()) {
        retired.merge(ours.group(1), Integer.valueOf(ours.group(2)), Math::max);
      }
    }
    return retired;
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  private void write(NavigableMap<String, Integer> retired) {
    while (retired.size() > DAYS_KEPT) {
      retired.pollFirstEntry();
    }
    StringBuilder text = new StringBuilder();
    retired.forEach((day, number) -> text.append(day).append(' ').append(number).append('\n'));
    try {
      Files.createDirectories(PrivateFiles.folderOf(file));
      AtomicFile.write(
          file, text.toString().getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
    } catch (IOException e) {
      throw unusable("written", e);
    }
  }

  private StorageException unusable(String done, IOException e) {
    return new StorageException(
        "The numbers of deleted sessions in " + file + " cannot be " + done + ": " + e, e);
  }
}
