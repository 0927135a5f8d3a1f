/// What users put into files for agents to work by: skills, recipes and agent descriptions.
@NullMarked
package dev.gander.domain.source;

import org.jspecify.annotations.NullMarked;
