package dev.gander.application.engine.prompt;

import dev.gander.application.agent.FinalOutput;
import dev.gander.application.agent.PlatformTools;
import dev.gander.application.agent.PromptExtras;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/// Keeps a turn's briefing up to date: written when the turn begins, and again when a tool call
/// changed the tools or added hints.
public final class Briefings {
  private final SystemPrompt prompt;

  public Briefings(SystemPrompt prompt) {
    this.prompt = prompt;
  }

  public Briefing first(Dialogue dialogue) throws InterruptedException {
    return write(dialogue, tools(dialogue));
  }

  public Briefing next(Dialogue dialogue, Briefing last) throws InterruptedException {
    List<Tool> tools = tools(dialogue);
    boolean same =
        tools.equals(last.tools()) && dialogue.agent().promptExtras().now().equals(last.extras());
    return same ? last : write(dialogue, tools);
  }

  private static List<Tool> tools(Dialogue dialogue) throws InterruptedException {
    List<Tool> tools = new ArrayList<>(dialogue.agent().extensions().toolsForModel());
    dialogue.workplace().ifPresent(workplace -> tools.addAll(workplace.more()));
    dialogue.agent().finalOutput().map(FinalOutput::tool).ifPresent(tools::add);
    return PlatformTools.beside(tools, dialogue.agent());
  }

  private Briefing write(Dialogue dialogue, List<Tool> tools) {
    PromptExtras.Additions extras = dialogue.agent().promptExtras().now();
    return new Briefing(prompt.write(dialogue, extras, tools), extras, tools);
  }
}
