/// Rules about files that need no disk access: which files a project ignores.
@NullMarked
package dev.gander.domain.files;

import org.jspecify.annotations.NullMarked;
