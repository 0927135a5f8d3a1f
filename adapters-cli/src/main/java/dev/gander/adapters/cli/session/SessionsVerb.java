package dev.gander.adapters.cli.session;

import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `goosed sessions`.
@Command(
    name = "sessions",
    description = {
      "List, show, search, export, import and delete sessions.",
      "Without --server they are those of this machine, whether or not a server runs."
    })
public final class SessionsVerb {
  private static final String STDIN = "-";

  private final Program program;

  SessionsVerb(Program program) {
    this.program = program;
  }

  private SessionShelf shelf(ServerChoice choice) {
    return shelf(choice, program::open);
  }

  private SessionShelf shelf(ServerChoice choice, Supplier<Opened> here) {
    return choice
        .connection(program)
        .<SessionShelf>map(SessionsAtServer::new)
        .orElseGet(() -> new SessionsHere(program, here.get()));
  }

  @Command(
      description = {
        "List sessions, the most recently changed first.",
        "A line has the id, the time of the last change, the number of messages, and the name."
      })
  int list(
      @Option(names = "--limit", paramLabel = "<N>", description = "the first N; all without it")
          @Nullable Integer limit,
      @Option(names = "--json", description = "as JSON") boolean isJson,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SessionShelf shelf = shelf(server)) {
      List<JsonObject> all = shelf.list();
      return print(limit == null ? all : all.stream().limit(Math.max(0, limit)).toList(), isJson);
    }
  }

  @Command(description = "List sessions in which one of the words is said.")
  int search(
      @Parameters(arity = "1..*", paramLabel = "<WORD>", description = "what was said")
          List<String> words,
      @Option(
              names = "--limit",
              paramLabel = "<N>",
              defaultValue = "10",
              description = "how many sessions, at most 50 (10)")
          int limit,
      @Option(names = "--json", description = "as JSON") boolean isJson,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SessionShelf shelf = shelf(server)) {
      return print(shelf.search(String.join(" ", words), limit), isJson);
    }
  }

  private int print(List<JsonObject> sessions, boolean isJson) {
    program
        .out()
        .print(
            isJson
                ? JsonText.pretty(new JsonArray(List.copyOf(sessions))) + "\n"
                : new SessionTable(program.machine().columns()).lines(sessions));
    program.out().flush();
    return ExitCode.OK;
  }

  @Command(description = "Show what was said in a session.")
  int show(
      @Parameters(paramLabel = "<ID>", description = "the session") String id,
      @Option(names = "--json", description = "the whole session as JSON") boolean isJson,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SessionShelf shelf = shelf(server)) {
      JsonObject session = shelf.show(id);
      program
          .out()
          .print(isJson ? JsonText.pretty(session) + "\n" : SessionTable.conversation(session));
      program.out().flush();
      return ExitCode.OK;
    }
  }

  @Command(description = "Write a session with its messages, as goose exports it.")
  int export(
      @Parameters(paramLabel = "<ID>", description = "the session") String id,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "<FILE>",
              description = "must not exist; stdout without it")
          @Nullable Path file,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SessionShelf shelf = shelf(server)) {
      String document = shelf.export(id);
      if (file == null) {
        program.out().print(document);
        program.out().flush();
      } else {
        NewDocument.write(program.machine().workingDir().resolve(file), document);
      }
      return ExitCode.OK;
    }
  }

  @Command(
      name = "import",
      description = {
        "Store an export of goose, or the transcript of another agent, as a new session.",
        "Prints the id of the session. Here Ctrl-C leaves nothing of it."
      })
  int add(
      @Parameters(paramLabel = "<FILE>", description = "- for stdin") String file,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    String document = read(file);
    try (SessionShelf shelf = shelf(server, () -> program.openWithLog("import"))) {
      program.out().println(shelf.add(document).text("id").orElse("?"));
      return ExitCode.OK;
    }
  }

  private String read(String file) throws IOException {
    if (file.equals(STDIN)) {
      return new String(program.in().readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(program.machine().workingDir().resolve(file));
    } catch (NoSuchFileException _) {
      throw new IOException("there is no file " + file);
    }
  }

  @Command(description = "End what runs in sessions, and delete them with their messages.")
  int delete(
      @Parameters(arity = "1..*", paramLabel = "<ID>", description = "the sessions")
          List<String> ids,
      @Mixin ServerChoice server)
      throws IOException, InterruptedException {
    try (SessionShelf shelf = shelf(server)) {
      for (String id : ids) {
        shelf.delete(id);
        program.err().println(id + " is deleted");
      }
      return ExitCode.OK;
    }
  }
}
