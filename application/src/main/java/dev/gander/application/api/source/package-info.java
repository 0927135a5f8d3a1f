/// Use cases on files that users write for agents: skills, recipes and agent descriptions.
@NullMarked
package dev.gander.application.api.source;

import org.jspecify.annotations.NullMarked;
