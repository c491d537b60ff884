// A column of whole numbers: its own, or a view of numbers that lie elsewhere and outlive it.
// Builders fill one as they fill a vector; readers cannot tell the two apart.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "base/check.h"

namespace waymark {

template <typename Number>
class NumberColumn {
 public:
  using value_type = Number;

  NumberColumn() = default;
  NumberColumn(std::initializer_list<Number> numbers) : own_(numbers) {}
  NumberColumn(std::vector<Number> numbers) : own_(std::move(numbers)) {}  // NOLINT: as good as one
  static NumberColumn view(std::span<const Number> numbers) {
    NumberColumn column;
    column.viewed_ = numbers;
    return column;
  }

  std::size_t size() const { return is_view() ? viewed_.size() : own_.size(); }
  bool empty() const { return size() == 0; }
  const Number* data() const { return is_view() ? viewed_.data() : own_.data(); }
  const Number* begin() const { return data(); }
  const Number* end() const { return data() + size(); }
  const Number& operator[](std::size_t at) const { return data()[at]; }
  const Number& front() const { return data()[0]; }
  const Number& back() const { return data()[size() - 1]; }

  // Only columns of numbers of their own are written to.
  Number& operator[](std::size_t at) { return own()[at]; }
  Number* begin() { return own().data(); }
  Number* end() { return begin() + own().size(); }
  void push_back(Number number) { own().push_back(number); }
  void reserve(std::size_t count) { own().reserve(count); }
  void resize(std::size_t count, Number number = {}) { own().resize(count, number); }
  void assign(std::size_t count, Number number) { own().assign(count, number); }

  friend bool operator==(const NumberColumn& a, const NumberColumn& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

 private:
  bool is_view() const { return viewed_.data() != nullptr; }
  std::vector<Number>& own() {
    CHECK_THAT(!is_view(), "a view of numbers is only read");
    return own_;
  }

  std::vector<Number> own_;
  std::span<const Number> viewed_;
};

}  // namespace waymark
