/// Skills, recipes, agent descriptions and the hooks of plugins where goose looks for them. Start
/// with [FileSources] and [FileHooks].
@NullMarked
package dev.gander.adapters.persistence.sources;

import org.jspecify.annotations.NullMarked;
