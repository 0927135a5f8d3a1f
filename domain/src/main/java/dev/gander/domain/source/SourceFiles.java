package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Finds files with instructions for agents: in the working folder first, then in the user's
/// folders. Thread-safe; the disk is looked at on every call. Of several with the same name the
/// first one wins. Unreadable and unsuitable files are left out; folders need not exist.
public interface SourceFiles {
  /// The skills: folders with a `SKILL.md`.
  List<Source> skills(Path workingDir);

  /// The skills in the user's folders alone.
  List<Source> usersSkills();

  /// What else is in the folder of a skill: see [Skill#files].
  List<String> files(Source skill);

  /// The skill of [#skills] with exactly this name, as it is on disk now.
  Optional<Skill> skill(Path workingDir, String name);

  /// The text of one of a skill's [Skill#files].
  ///
  /// @param file as the skill lists it
  /// @throws InvalidInput with a sentence for the model if it is another file, or no text
  String supportingText(Skill skill, String file);

  /// descriptions with a text.
  List<Source> tasks(Path workingDir);

  /// Why a file with this name, without its extension, is not among the [#tasks], although it is
  /// where they are looked for; empty if there is none. The text quotes nothing of the file.
  Optional<String> refusal(Path workingDir, String name);
}
