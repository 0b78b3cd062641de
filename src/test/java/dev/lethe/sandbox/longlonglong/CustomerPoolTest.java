package dev.lethe.sandbox.longlonglong;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.sandbox.Accounts;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CustomerPoolTest {

  @Test
  void aPoolMadeByARuleFindsAPhoneButListsNobody() {
    CustomerPool pool = new CustomerPool(Accounts.allBut(Set.of(), "absent-"));

    assertThat(pool.find("13800138000", false)).containsExactly("13800138000");
    assertThat(pool.find("13800138000", true)).containsExactly("13800138000");
    assertThat(pool.find("absent-1", true)).isEmpty();
    assertThat(pool.find("", false)).isEmpty();
  }
}
