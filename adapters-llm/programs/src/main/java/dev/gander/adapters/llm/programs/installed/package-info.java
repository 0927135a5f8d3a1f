/// Programs that the user has installed: finding and running them, and explaining their failures.
@NullMarked
package dev.gander.adapters.llm.programs.installed;

import org.jspecify.annotations.NullMarked;
