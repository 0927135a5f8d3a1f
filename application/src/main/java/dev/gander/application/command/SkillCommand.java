package dev.gander.application.command;

import dev.gander.application.agent.Agent;
import dev.gander.application.lookup.LoadedSkill;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// A skill as a command (1.36 and newer): its text takes the place of the line that the user typed.
record SkillCommand(SourceFiles sources, Clock clock) {

  /// @return empty if no skill has this name, in any case: then the line is an ordinary message
  Optional<CommandResult> run(Message asked, SlashCommand command, Agent agent) {
    return named(command.name(), agent.workingDir()).map(skill -> run(asked, command, skill));
  }

  private Optional<Skill> named(String name, Path folder) {
    return sources.skills(folder).stream()
        .map(Source::name)
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .flatMap(known -> sources.skill(folder, known));
  }

  private CommandResult run(Message asked, SlashCommand command, Skill skill) {
    try {
      Content text = new Content.Text(LoadedSkill.with(skill, command.rest()));
      Message meant =
          Message.user(null, clock.instant().getEpochSecond(), text)
              .withMetadata(MessageMetadata.AGENT_ONLY);
      return new CommandResult.Spoken(
          List.of(asked.withMetadata(MessageMetadata.USER_ONLY), meant));
    } catch (InvalidInput e) {
      return new CommandResult.Told("Skill /" + skill.name() + ": " + e.text());
    }
  }
}
