package io.pop3.spi.maildrop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UniqueId;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** What listings have without doing anything for it: MD-31 and MD-32. */
final class MaildropListingProperties {

  private record Listing(List<Long> sizes, String uniqueIdText) implements MaildropListing {

    @Override
    public int count() {
      return sizes.size();
    }

    @Override
    public long octets(int index) {
      return sizes.get(index);
    }

    @Override
    public UniqueId uniqueId(int index) {
      return new UniqueId(uniqueIdText);
    }
  }

  @Property
  void theTotalIsTheSum(
      @ForAll @Size(max = 20) List<@LongRange(min = 0, max = 1L << 50) Long> sizes) {
    assertThat(new Listing(sizes, "x").totalOctets())
        .isEqualTo(sizes.stream().mapToLong(Long::longValue).sum());
  }

  @Example
  void aTotalThatNoNumberHoldsIsAnErrorAndNotAWrongNumber() {
    MaildropListing listing = new Listing(List.of(Long.MAX_VALUE, 1L), "x");
    assertThatThrownBy(listing::totalOctets).isInstanceOf(ArithmeticException.class);
  }

  @Property
  void aUniqueIdIsWrittenOctetByOctet(
      @ForAll @StringLength(min = 1, max = UniqueId.MAX_OCTETS) @CharRange(from = '!', to = '~')
          String text) {
    ByteBuffer target = ByteBuffer.allocate(UniqueId.MAX_OCTETS);
    new Listing(List.of(1L), text).writeUniqueId(0, target);
    assertThat(new String(target.array(), 0, target.position(), US_ASCII)).isEqualTo(text);
  }
}
