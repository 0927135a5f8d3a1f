package dev.gander.process;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process, distinguished from later ones with the same number.
///
/// @param start when it started, in terms of its system
public record ProcessIdentity(long pid, String start) {
  private static final Pattern TEXT = Pattern.compile("p(\\d{1,18})s([0-9a-z]{1,40})");
  private static final String UNKNOWN = "0";

  /// Asking the system takes a tenth of a turn's time.
  private static final ProcessIdentity CURRENT = of(ProcessHandle.current());

  /// This process.
  public static ProcessIdentity current() {
    return CURRENT;
  }

  public static ProcessIdentity of(ProcessHandle process) {
    String start =
        Proc.start(process)
            .or(() -> process.info().startInstant().map(Instant::toEpochMilli).map(String::valueOf))
            .orElse(UNKNOWN);
    return new ProcessIdentity(process.pid(), start);
  }

  /// Empty if the text is not one of ours.
  public static Optional<ProcessIdentity> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new ProcessIdentity(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  /// Digits and lower-case letters, for names of files.
  public String text() {
    return "p" + pid + "s" + start;
  }

  public boolean isRunning() {
    return equals(CURRENT) || find().isPresent();
  }

  /// Empty if it has ended, or the system does not tell when it started.
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(process -> process.isAlive() && !Proc.isZombie(process))
        .filter(process -> !start.equals(UNKNOWN) && of(process).equals(this));
  }
}
