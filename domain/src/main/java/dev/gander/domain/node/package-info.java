/// What servers have and what work needs of its server. Whatever may want a particular server says
/// so with these; which servers there are is told in [dev.gander.domain.cluster].
@NullMarked
package dev.gander.domain.node;

import org.jspecify.annotations.NullMarked;
