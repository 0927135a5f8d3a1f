package dev.gander.application.command;

import dev.gander.application.agent.Agent;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Message;
import dev.gander.domain.source.SourceFiles;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;

/// The commands that only need the session's agent: `/goal`, `/grind`, `/prompts`, `/prompt`,
/// `/skills`, and those of recipes and skills. Any other text is an ordinary message.
public record AgentCommands(SourceFiles sources, RecipeCommand recipes, Clock clock) {

  public CommandResult run(Message message, Agent agent) throws InterruptedException {
    Optional<SlashCommand> command = SlashCommand.in(message);
    if (command.isEmpty()) {
      return new CommandResult.Ordinary();
    }
    try {
      return run(message, command.get(), agent);
    } catch (ExtensionException e) {
      return new CommandResult.Failed(
          "The command /" + command.get().name() + " failed: " + e.text());
    }
  }

  private CommandResult run(Message message, SlashCommand command, Agent agent)
      throws InterruptedException {
    return switch (command.name()) {
      case "prompts" -> prompts(agent).list(command.rest());
      case "prompt" -> prompts(agent).use(message, command.rest());
      case "skills" -> new CommandResult.Told(skills(agent));
      default ->
          GoalCommands.answer(command, agent.goals())
              .<CommandResult>map(CommandResult.Told::new)
              .or(() -> recipes.run(message, command, agent))
              .or(() -> new SkillCommand(sources, clock).run(message, command, agent))
              .orElseGet(CommandResult.Ordinary::new);
    };
  }

  private PromptCommands prompts(Agent agent) {
    return new PromptCommands(agent.extensions(), clock.instant().getEpochSecond());
  }

  private String skills(Agent agent) {
    String list =
        sources.skills(agent.workingDir()).stream()
            .map(skill -> "• " + skill.name() + " - " + skill.description())
            .sorted()
            .collect(Collectors.joining("\n"));
    return list.isEmpty() ? "There are no skills." : "Available skills:\n\n" + list;
  }
}
