package dev.gander.bootstrap;

import dev.gander.files.PrivateFiles;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;

/// The only logging backend: lines on stderr and in
/// `logs/server/<date>/<date>_<time>-<program>.log` of the state folder, readable by its owner
/// only. Our own classes log from INFO, libraries from WARNING; `RUST_LOG` (`off`, `error`, `warn`,
/// `info`, `debug`, `trace`) changes our level. Date folders older than two weeks are deleted.
final class Logs {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss");

  // JUL forgets the level of a logger without strong references.
  private final List<Logger> loggers =
      List.of(Logger.getLogger(""), Logger.getLogger("dev.gander"), Logger.getLogger("io.helidon"));
  private final Path folder;
  private final Clock clock;

  private Logs(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Sends all logging here from now on. If the file cannot be written, that is reported on stderr,
  /// and only stderr is used.
  ///
  /// @param program the end of the file's name
  /// @param discreet hides secrets in each record
  static Logs install(
      Environment environment, String program, PrintStream err, UnaryOperator<String> discreet) {
    Logs installed = new Logs(environment.paths().logs().resolve("server"), environment.clock());
    Logger root = installed.loggers.getFirst();
    Stream.of(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.WARNING);
    installed.loggers.get(1).setLevel(level(environment.variables().getOrDefault("RUST_LOG", "")));
    root.addHandler(new Lines(err, discreet));
    try {
      root.addHandler(new Lines(installed.file(program), discreet));
      installed.deleteOld();
    } catch (IOException e) {
      Logger.getLogger(Logs.class.getName()).log(Level.WARNING, "no log file", e);
    }
    return installed;
  }

  /// For a command that a person waits for: what fails is told, and no file is written.
  static void onlyFailures(PrintStream err, UnaryOperator<String> discreet) {
    Logger root = Logger.getLogger("");
    Stream.of(root.getHandlers()).forEach(root::removeHandler);
    root.setLevel(Level.SEVERE);
    root.addHandler(new Lines(err, discreet));
  }

  private PrintStream file(String program) throws IOException {
    LocalDateTime now = LocalDateTime.now(clock.withZone(ZoneId.systemDefault()));
    Path day = folder.resolve(now.toLocalDate().toString());
    for (Path place : List.of(PrivateFiles.folderOf(folder), folder, day)) {
      PrivateFiles.makePrivate(place);
    }
    Path file = day.resolve(STAMP.format(now) + "-" + program + ".log");
    PrivateFiles.createIfAbsent(file);
    return new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
  }

  private void deleteOld() throws IOException {
    LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(KEPT), ZoneId.systemDefault());
    try (Stream<Path> days = Files.list(folder)) {
      for (Path day : days.filter(day -> isBefore(day, oldest)).toList()) {
        deleteTree(day);
      }
    }
  }

  private static boolean isBefore(Path day, LocalDate oldest) {
    String name = day.getFileName().toString();
    return name.matches("\\d{4}-\\d\\d-\\d\\d") && name.compareTo(oldest.toString()) < 0;
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Level level(String filter) {
    return switch (filter.toLowerCase(Locale.ROOT)) {
      case "off" -> Level.OFF;
      case "error" -> Level.SEVERE;
      case "warn" -> Level.WARNING;
      case "debug" -> Level.FINE;
      case "trace" -> Level.ALL;
      default -> Level.INFO;
    };
  }

  /// Writes each record at once, so that a crash loses nothing.
  private static final class Lines extends StreamHandler {
    Lines(PrintStream out, UnaryOperator<String> discreet) {
      super(out, new LogLine(discreet));
      setLevel(Level.ALL);
    }

    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
      flush();
    }
  }
}
