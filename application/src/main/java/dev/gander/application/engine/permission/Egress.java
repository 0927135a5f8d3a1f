package dev.gander.application.engine.permission;

import dev.gander.domain.policy.CommandTools;
import dev.gander.domain.text.LookBudget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place outside of this machine that a command or an address reaches: what kind of traffic, in
/// which direction (1.39), and the place.
record Egress(String kind, Direction direction, String destination) {
  /// Where data goes; a plain address tells neither.
  enum Direction {
    IN,
    OUT,
    ANY
  }

  private record Trace(String kind, Direction direction, Pattern pattern) {
    static Trace of(String kind, Direction direction, String regex) {
      return new Trace(kind, direction, Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }
  }

  private static final String HOST = "([a-z0-9][a-z0-9.-]{0,252})";
  private static final Set<String> WEB =
      Set.of("web_fetch", "fetch", "browser_navigate", "http_request");
  private static final List<String> WEB_ARGUMENTS = List.of("url", "uri", "endpoint");

  /// The destination is the pattern's first group.
  private static final List<Trace> TRACES =
      List.of(
          Trace.of(
              "url", Direction.ANY, "\\b(?:https?|ftp|wss?)://(?:[^\\s/@\"']{1,200}@)?" + HOST),
          Trace.of("git", Direction.ANY, "\\bgit@" + HOST + ":"),
          Trace.of("git", Direction.ANY, "\\bssh://(?:[^\\s/@\"']{1,200}@)?" + HOST),
          Trace.of("bucket", Direction.ANY, "\\b((?:s3|gs)://[a-z0-9][a-z0-9._-]{0,252})"),
          Trace.of(
              "copy",
              Direction.OUT,
              "\\b(?:scp|rsync)\\b[^\\n;|&]{0,500}?\\s(?:[\\w.-]{1,64}@)?" + HOST + ":[^/\\s]?"),
          Trace.of(
              "ssh",
              Direction.ANY,
              "(?<![./\\w-])ssh\\s+(?:-\\w\\s*\\S{0,200}\\s+){0,8}(?:[\\w.-]{1,64}@)?"
                  + HOST
                  + "(?=\\s|$)"),
          Trace.of("container", Direction.OUT, "\\bdocker\\s+push\\s+([\\w./:@-]{1,250})"),
          Trace.of(
              "container",
              Direction.OUT,
              "\\bdocker\\s+login\\b(?:\\s+-\\S{1,100}(?:\\s+[^-\\s]\\S{0,100}(?=\\s))?){0,6}\\s+"
                  + HOST),
          Trace.of(
              "connection",
              Direction.ANY,
              "\\b(?:curl|wget|nc|ncat|netcat|telnet|ftp|sftp|dig|nslookup|ping)\\s"
                  + "(?:[^\\n;|&]{0,200}\\s)?((?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24})(?=[\\s:/]|$)"),
          Trace.of("package", Direction.OUT, "\\b((?:npm|yarn|pnpm|cargo)\\s+publish)\\b"));

  /// The names of the arguments of a tool that may contain destinations; empty for tools that
  /// neither run commands nor fetch pages.
  static List<String> argumentsOf(String tool) {
    String own = tool.substring(tool.lastIndexOf("__") < 0 ? 0 : tool.lastIndexOf("__") + 2);
    return WEB.contains(own) ? WEB_ARGUMENTS : CommandTools.argumentsOf(tool);
  }

  /// Everything found, without repetitions; only the beginning of a text that takes long to search.
  static Set<Egress> in(String text) {
    Set<Egress> found = new LinkedHashSet<>();
    CharSequence limited = new LookBudget(DangerousCommand.MOST_LOOKS).over(text);
    try {
      for (Trace trace : TRACES) {
        Matcher places = trace.pattern().matcher(limited);
        while (places.find()) {
          found.add(new Egress(trace.kind(), trace.direction(), places.group(1)));
        }
      }
    } catch (LookBudget.Exhausted _) {
      found.add(new Egress("unsearched", Direction.ANY, "the command is too tangled"));
    }
    return found;
  }

  @Override
  public String toString() {
    return destination + " (" + kind + ", " + direction.name().toLowerCase(Locale.ROOT) + ")";
  }
}
