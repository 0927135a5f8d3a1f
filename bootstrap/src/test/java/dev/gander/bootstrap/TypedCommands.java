package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.bootstrap.ondemand.OnDemandCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Commands that a person types, in this process, on real files below a folder.
final class TypedCommands {
  final Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
  private final Path folder;

  TypedCommands(Path folder) {
    this.folder = folder;
  }

  record Told(int exit, String out, String err) {}

  Told run(String... arguments) {
    return runWith("", arguments);
  }

  /// @param typed what comes on stdin
  Told runWith(String typed, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var program =
        new RunningProgram(
            Environment.in(folder, variables),
            new ByteArrayInputStream(typed.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    int exit = new OnDemandCommands().run(List.of(arguments), program);
    return new Told(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
