/// Programs that the user has installed: found, run, and what they say when they fail.
@NullMarked
package dev.gander.adapters.llm.programs.installed;

import org.jspecify.annotations.NullMarked;
