export { Combobox, type ComboboxOption, type ComboboxProps } from './Combobox';
export { Dropdown, type DropdownProps } from './Dropdown';
export { Menu, MenuGroup, MenuItem, type MenuItemProps, type MenuProps } from './Menu';
