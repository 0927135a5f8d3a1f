/// Files that users write for agents: skills, recipes and agent descriptions.
@NullMarked
package dev.gander.domain.source;

import org.jspecify.annotations.NullMarked;
