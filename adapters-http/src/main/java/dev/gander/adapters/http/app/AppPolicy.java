package dev.gander.adapters.http.app;

import dev.gander.adapters.http.call.Query;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an app may load and reach, as its extension declares it: lists of sources, each as in a
/// content security policy. Whatever could be more than one source is left out.
record AppPolicy(
    List<String> connect,
    List<String> resource,
    List<String> frame,
    List<String> baseUri,
    List<String> script) {

  /// Loads and reaches nothing.
  static final AppPolicy NOTHING =
      new AppPolicy(List.of(), List.of(), List.of(), List.of(), List.of());

  static AppPolicy of(Query query) {
    return new AppPolicy(
        sources(query, "connect_domains"),
        sources(query, "resource_domains"),
        sources(query, "frame_domains"),
        sources(query, "base_uri_domains"),
        sources(query, "script_domains"));
  }

  private static List<String> sources(Query query, String name) {
    return Arrays.stream(query.optionalText(name).orElse("").split(",", -1))
        .map(String::strip)
        .filter(source -> !source.isEmpty())
        .filter(source -> source.chars().allMatch(AppPolicy::isPlain))
        .toList();
  }

  /// No source needs braces, which name places in our pages.
  private static boolean isPlain(int c) {
    return c > ' ' && c < 0x7F && "'\"`;<>{}".indexOf(c) < 0;
  }

  /// For our page around the app. It has to reach the server itself.
  String ofFrame() {
    return Stream.of(
            "default-src 'none'",
            both("script-src", "'self' 'unsafe-inline'", resource, script),
            both("script-src-elem", "'self' 'unsafe-inline'", resource, script),
            directive("style-src", "'self' 'unsafe-inline'", resource),
            directive("style-src-elem", "'self' 'unsafe-inline'", resource),
            directive("connect-src", "'self'", connect),
            directive("img-src", "'self' data: blob:", resource),
            directive("font-src", "'self'", resource),
            directive("media-src", "'self' data: blob:", resource),
            directive("frame-src", "'self'", frame),
            "object-src 'none'",
            directive("base-uri", "'self'", baseUri))
        .collect(Collectors.joining("; "));
  }

  /// For the app. It carries all that it needs, and has nothing to look for on this server, which
  /// would be `'self'`. The sandbox holds wherever the page is opened.
  String ofGuest() {
    return Stream.of(
            "default-src 'none'",
            both("script-src", "'unsafe-inline'", resource, script),
            directive("style-src", "'unsafe-inline'", resource),
            orNone("connect-src", connect),
            directive("img-src", "data: blob:", resource),
            directive("font-src", "data:", resource),
            directive("media-src", "data: blob:", resource),
            orNone("frame-src", frame),
            "object-src 'none'",
            orNone("base-uri", baseUri),
            "form-action 'none'",
            "sandbox allow-scripts allow-forms")
        .collect(Collectors.joining("; "));
  }

  private static String both(String name, String always, List<String> some, List<String> others) {
    return directive(name, always, Stream.concat(some.stream(), others.stream()).toList());
  }

  private static String orNone(String name, List<String> sources) {
    return sources.isEmpty() ? name + " 'none'" : name + " " + String.join(" ", sources);
  }

  private static String directive(String name, String always, List<String> sources) {
    return sources.isEmpty()
        ? name + " " + always
        : name + " " + always + " " + String.join(" ", sources);
  }
}
