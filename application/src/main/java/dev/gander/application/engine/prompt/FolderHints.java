package dev.gander.application.engine.prompt;

import dev.gander.application.agent.Agent;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Adds the hints of subfolders that tools access to the system prompt of the following rounds
/// (1.36 and newer): the folders of the file in the argument `path`, and of files named in a
/// `command`.
public final class FolderHints {
  private static final String KEY = "subdir_hints:";

  private final HintFiles hints;

  public FolderHints(HintFiles hints) {
    this.hints = hints;
  }

  public void follow(Agent agent, List<Content.ToolRequest> calls) {
    for (Path folder : folders(agent.workingDir(), calls)) {
      String key = KEY + folder;
      if (!agent.promptExtras().has(key)) {
        String text = hints.hintsBelow(agent.workingDir(), folder);
        if (!text.isEmpty()) {
          agent.promptExtras().put(key, text);
        }
      }
    }
  }

  private static Set<Path> folders(Path workingDir, List<Content.ToolRequest> calls) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Content.ToolRequest request : calls) {
      if (request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)) {
        named(call.argumentsOrEmpty())
            .flatMap(name -> folderOf(workingDir, name).stream())
            .forEach(folders::add);
      }
    }
    return folders;
  }

  private static Stream<String> named(JsonObject arguments) {
    Stream<String> path = arguments.text("path").stream();
    Stream<String> words =
        arguments.text("command").stream()
            .flatMap(command -> Stream.of(command.split("[\\s\"'`;|&<>()]+")))
            .filter(word -> !word.startsWith("-"));
    return Stream.concat(path, words);
  }

  /// The folder of a file, if it is below the working folder; paths with `..` are ignored.
  private static Optional<Path> folderOf(Path workingDir, String name) {
    try {
      return Optional.ofNullable(workingDir.resolve(name).getParent())
          .filter(folder -> folder.equals(folder.normalize()))
          .filter(folder -> folder.startsWith(workingDir) && !folder.equals(workingDir));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
