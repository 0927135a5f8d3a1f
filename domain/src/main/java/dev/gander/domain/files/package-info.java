/// Rules about files that need no disk: which ones a project wants to be left alone.
@NullMarked
package dev.gander.domain.files;

import org.jspecify.annotations.NullMarked;
