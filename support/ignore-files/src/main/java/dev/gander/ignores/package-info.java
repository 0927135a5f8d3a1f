/// The ignore files around a folder, for whoever walks through it. Start with [FolderIgnores]; what
/// a single rule means is [dev.gander.domain.files.IgnoreRule].
@NullMarked
package dev.gander.ignores;

import org.jspecify.annotations.NullMarked;
