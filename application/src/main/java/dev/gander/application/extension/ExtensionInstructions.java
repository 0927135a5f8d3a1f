package dev.gander.application.extension;

import dev.gander.domain.extension.ExtensionConfig;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An extension's contribution to the system prompt. `name` is its key; `instructions` may be
/// empty.
public record ExtensionInstructions(String name, String instructions, boolean hasResources) {
  private static final String FRONTEND = "frontend";
  private static final String FRONTEND_DEFAULT =
      "These tools are carried out by the client that the user works with.";

  static List<ExtensionInstructions> of(Roster roster, Path workingDir) {
    Stream<ExtensionInstructions> servers =
        roster.running().stream().map(running -> of(running, workingDir));
    List<ExtensionConfig.Frontend> frontends = roster.frontends();
    Stream<ExtensionInstructions> clients =
        frontends.isEmpty()
            ? Stream.empty()
            : Stream.of(new ExtensionInstructions(FRONTEND, joined(frontends), false));
    return Stream.concat(servers, clients)
        .sorted(Comparator.comparing(ExtensionInstructions::name))
        .toList();
  }

  private static ExtensionInstructions of(Roster.Running running, Path workingDir) {
    String text = Objects.requireNonNullElse(running.extension().instructions(), "");
    return new ExtensionInstructions(
        running.config().key().value(),
        text.replace("{{WORKING_DIR}}", workingDir.toString()),
        running.extension().hasResources());
  }

  private static String joined(List<ExtensionConfig.Frontend> frontends) {
    if (frontends.size() == 1) {
      return textOf(frontends.getFirst());
    }
    return frontends.stream()
        .map(frontend -> frontend.name() + ": " + textOf(frontend))
        .collect(Collectors.joining("\n\n"));
  }

  private static String textOf(ExtensionConfig.Frontend frontend) {
    return Objects.requireNonNullElse(frontend.instructions(), FRONTEND_DEFAULT);
  }
}
