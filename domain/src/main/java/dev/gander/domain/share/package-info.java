/// Sessions that travel by a link: what the link holds and the port to where it leads. Start with
/// [ShareLink].
@NullMarked
package dev.gander.domain.share;

import org.jspecify.annotations.NullMarked;
