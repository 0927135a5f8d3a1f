/// Skills, recipes and agent descriptions where goose looks for them. Start with [FileSources].
@NullMarked
package dev.gander.adapters.persistence.sources;

import org.jspecify.annotations.NullMarked;
