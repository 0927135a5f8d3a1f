package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.adapters.llm.rehearsal.TurnNotes;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The parts of a request that a script can see.
record ScriptContext(String system, List<String> tools, List<Said> said) {
  /// One message: the user's own words (empty for others), and the ids of the calls it answers.
  record Said(Role role, String text, Set<String> answered) {}

  static ScriptContext of(ProviderRequest request) {
    return new ScriptContext(
        request.system(),
        request.tools().stream().map(Tool::name).sorted().toList(),
        request.messages().stream().map(ScriptContext::said).toList());
  }

  /// The speakers, message by message; tool results count as `tool`.
  List<String> roles() {
    return said.stream()
        .map(message -> message.answered().isEmpty() ? message.role().wire() : "tool")
        .toList();
  }

  private static Said said(Message message) {
    String text = message.role() == Role.USER ? message.text() : "";
    return new Said(
        message.role(),
        TurnNotes.removedFrom(text),
        message.content().stream()
            .filter(Content.ToolResponse.class::isInstance)
            .map(block -> ((Content.ToolResponse) block).id())
            .collect(Collectors.toUnmodifiableSet()));
  }
}
