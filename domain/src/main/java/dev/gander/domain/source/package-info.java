/// Files that users write for agents: skills, recipes and agent descriptions; and what may follow
/// their names in a command.
@NullMarked
package dev.gander.domain.source;

import org.jspecify.annotations.NullMarked;
